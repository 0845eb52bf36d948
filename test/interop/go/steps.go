package main

import (
	"context"
	"time"

	"google.golang.org/grpc/codes"
)

// connect starts the plugin, pings and dispenses it; nil when that fails.
func connect(c *checks, h *host) *group {
	protocol, err := h.client.Client()
	if !c.noError("the plugin starts and shakes hands", err) {
		return nil
	}
	c.that("protocol version 0", h.client.NegotiatedVersion() == 0, h.client.NegotiatedVersion())
	c.noError("it answers a ping", protocol.Ping())
	raw, err := protocol.Dispense("instancegroup")
	if !c.noError("it is dispensed", err) {
		return nil
	}
	return raw.(*group)
}

// connectTo logs in to an instance with what ConnectInfo says.
func connectTo(ctx context.Context, c *checks, g *group, id string) {
	c.noError("Heartbeat of "+id, g.call(ctx, "Heartbeat", &instance{id}, &empty{}))
	info := &connectInfoResponse{}
	if !c.noError("ConnectInfo of "+id, g.call(ctx, "ConnectInfo", &instance{id}, info)) {
		return
	}
	left := time.Until(time.Unix(info.Expires, 0))
	c.that("its key expires within a minute", left > 0 && left <= time.Minute, left)
	output, err := login(info, "echo hello from $SSH_CONNECTION | cut -d' ' -f1")
	c.that("x/crypto/ssh logs in with it", err == nil && output == "hello", output, err)
}

// limits asks for what cannot be.
func limits(ctx context.Context, c *checks, g *group) {
	err := g.call(ctx, "ConnectInfo", &instance{"i-00000000000000000"}, &connectInfoResponse{})
	c.refused("ConnectInfo of an unknown instance is refused", err, codes.NotFound, "i-00000000000000000")
	err = g.call(ctx, "Heartbeat", &instance{"i-00000000000000000"}, &empty{})
	c.refused("Heartbeat of an unknown instance is refused", err, codes.NotFound, "i-00000000000000000")
	c.refused("Suspend is not offered", g.call(ctx, "Suspend", &instances{[]string{"i-1"}}, &instances{}), codes.Unimplemented, "suspend")
	c.refused("Resume is not offered", g.call(ctx, "Resume", &instances{[]string{"i-1"}}, &instances{}), codes.Unimplemented, "resume")
	answer := &instances{}
	err = g.call(ctx, "Decrease", &instances{}, answer)
	c.that("Decrease of nothing does nothing", err == nil && len(answer.Instances) == 0, answer, err)
}

func scaleIn(ctx context.Context, c *checks, g *group, ids []string) {
	answer := &instances{}
	err := g.call(ctx, "Decrease", &instances{ids}, answer)
	c.that("Decrease takes both", err == nil && len(answer.Instances) == len(ids) && len(ids) == 2, answer, err)
	waitFor(ctx, c, g, "no instance is left", func(states map[string]int32) bool {
		return len(states) == len(in(states, stateDeleted))
	})
}

// end asks the plugin to end, as a host does that stops.
func end(c *checks, h *host) {
	h.client.Kill()
	c.that("the plugin ends by itself, with exit code 0", h.cmd.ProcessState != nil && h.cmd.ProcessState.ExitCode() == 0, h.cmd.ProcessState)
}

// waitFor updates in short intervals, as a host does while something is expected.
func waitFor(ctx context.Context, c *checks, g *group, what string, done func(map[string]int32) bool) map[string]int32 {
	ticker := time.NewTicker(200 * time.Millisecond)
	defer ticker.Stop()
	for {
		states, err := g.update(ctx)
		if err == nil && done(states) {
			c.that(what, true)
			return states
		}
		select {
		case <-ctx.Done():
			c.that(what, false, states, err)
			return states
		case <-ticker.C:
		}
	}
}

func in(states map[string]int32, state int32) []string {
	var ids []string
	for id, s := range states {
		if s == state {
			ids = append(ids, id)
		}
	}
	return ids
}
