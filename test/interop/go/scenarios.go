package main

import (
	"context"
	"crypto/tls"
	"strings"
	"time"

	"google.golang.org/grpc/codes"
)

// withoutCookie starts the plugin as something that is no fleeting host.
func withoutCookie(c *checks, o options) {
	c.section = "no cookie"
	other := handshake
	other.MagicCookieValue = "something else"
	h := newHost(o.plugin, other, false)
	_, err := h.client.Start()
	c.that("the plugin ends without a handshake", err != nil)
	h.client.Kill()
	c.that("and says why", strings.Contains(h.log.String(), "is a plugin that GitLab Runner starts by itself"), h.log.String())
}

// plain does what GitLab Runner does, every rpc once at least.
func plain(c *checks, o options) {
	c.section = "plain"
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	h := newHost(o.plugin, handshake, false)
	defer h.client.Kill()
	g := connect(c, h)
	if g == nil {
		return
	}

	_, err := g.update(ctx)
	c.refused("Update before Init is refused", err, codes.FailedPrecondition, "Init")
	err = g.call(ctx, "Init", &initRequest{Config: []byte("{}")}, &initResponse{})
	c.refused("Init without a name is refused", err, codes.InvalidArgument, "name")
	info := &initResponse{}
	request := &initRequest{
		Config:   []byte(o.config),
		Settings: &settings{ConnectorConfig: &connectorConfig{Username: o.username, ProtocolPort: o.sshPort}},
	}
	if !c.noError("Init", g.call(ctx, "Init", request, info)) {
		return
	}
	c.that("Init names group, size, version and build", strings.HasPrefix(info.ID, "aws/") && info.MaxSize >= 1000 &&
		info.Version != "" && info.BuildInfo != "", info)

	states, err := g.update(ctx)
	c.that("Update lists nothing yet", err == nil && len(states) == 0, states, err)
	answer := &count{}
	err = g.call(ctx, "Increase", &count{N: 2}, answer)
	c.that("Increase asks for two", err == nil && answer.N == 2, answer, err)
	states = waitFor(ctx, c, g, "two instances run", func(states map[string]int32) bool { return len(in(states, stateRunning)) == 2 })
	ids := in(states, stateRunning)
	for _, id := range ids {
		connectTo(ctx, c, g, id)
	}
	if len(ids) > 0 {
		givenKeys(ctx, c, g, o, ids[0])
	}
	limits(ctx, c, g)
	reflected(ctx, c, g.conn)
	scaleIn(ctx, c, g, ids)

	c.noError("Shutdown", g.call(ctx, "Shutdown", &empty{}, &empty{}))
	end(c, h)
	c.that("the plugin's log lines arrive with level and fields",
		strings.Contains(h.log.String(), `"event":"PluginServing"`) && strings.Contains(h.log.String(), `"@level":"info"`), h.log.String())
	c.that("none of its lines was too long or no JSON", !strings.Contains(h.log.String(), "@message\\\""), h.log.String())
}

// autoMTLS encrypts, and lets nobody else in.
func autoMTLS(c *checks, o options) {
	c.section = "AutoMTLS"
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	h := newHost(o.plugin, handshake, true)
	defer h.client.Kill()
	g := connect(c, h)
	if g == nil {
		return
	}

	c.noError("Init", g.call(ctx, "Init", &initRequest{Config: []byte(o.config)}, &initResponse{}))
	_, err := g.update(ctx)
	c.noError("Update", err)

	socket := h.client.ReattachConfig().Addr.String()
	another, err := anotherCertificate()
	c.noError("another certificate", err)
	c.that("a host with another certificate is refused",
		ping(socket, &tls.Config{InsecureSkipVerify: true, Certificates: []tls.Certificate{another}}) != nil)
	c.that("a host without a certificate is refused", ping(socket, &tls.Config{InsecureSkipVerify: true}) != nil)
	c.that("a host without TLS is refused", ping(socket, nil) != nil)
	c.that("the refusal is in the log", strings.Contains(h.log.String(), "PluginClientRefused"), h.log.String())
	_, err = g.update(ctx)
	c.noError("and the host itself is still served", err)
	end(c, h)
}
