package main

import (
	"bytes"
	"context"
	"io"
	"os/exec"
	"sync"

	"github.com/hashicorp/go-hclog"
	"github.com/hashicorp/go-plugin"
	"google.golang.org/grpc"
)

// handshake is what fleeting's hosts and plugins agree on.
var handshake = plugin.HandshakeConfig{
	ProtocolVersion:  0,
	MagicCookieKey:   "FLEETING_INSTANCE_GROUP_PLUGIN",
	MagicCookieValue: "4c6410b1-cb78-4962-8c76-ab936d0ea908",
}

// host starts a plugin as GitLab Runner does: HashiCorp's own library does the work.
type host struct {
	client *plugin.Client
	cmd    *exec.Cmd
	log    *lockedBuffer
}

func newHost(path string, config plugin.HandshakeConfig, autoMTLS bool) *host {
	h := &host{cmd: exec.Command(path), log: &lockedBuffer{}}
	h.client = plugin.NewClient(&plugin.ClientConfig{
		HandshakeConfig:  config,
		Plugins:          plugin.PluginSet{"instancegroup": &groupPlugin{}},
		Cmd:              h.cmd,
		AllowedProtocols: []plugin.Protocol{plugin.ProtocolGRPC},
		AutoMTLS:         autoMTLS,
		Logger: hclog.New(&hclog.LoggerOptions{
			Output: h.log, Level: hclog.Trace, JSONFormat: true, Name: "host",
		}),
	})
	return h
}

// groupPlugin tells the library what to dispense: a thin client of proto.InstanceGroup.
type groupPlugin struct {
	plugin.NetRPCUnsupportedPlugin
}

func (*groupPlugin) GRPCServer(*plugin.GRPCBroker, *grpc.Server) error { return nil }

func (*groupPlugin) GRPCClient(_ context.Context, _ *plugin.GRPCBroker, conn *grpc.ClientConn) (interface{}, error) {
	return &group{conn}, nil
}

type group struct {
	conn *grpc.ClientConn
}

func (g *group) call(ctx context.Context, verb string, request, response interface{}) error {
	return g.conn.Invoke(ctx, "/proto.InstanceGroup/"+verb, request, response)
}

// update returns the state of every instance.
func (g *group) update(ctx context.Context) (map[string]int32, error) {
	stream, err := g.conn.NewStream(ctx, &grpc.StreamDesc{ServerStreams: true}, "/proto.InstanceGroup/Update")
	if err != nil {
		return nil, err
	}
	if err := stream.SendMsg(&empty{}); err != nil {
		return nil, err
	}
	if err := stream.CloseSend(); err != nil {
		return nil, err
	}
	states := map[string]int32{}
	for {
		answer := &updateResponse{}
		if err := stream.RecvMsg(answer); err == io.EOF {
			return states, nil
		} else if err != nil {
			return nil, err
		}
		states[answer.Instance] = answer.State
	}
}

type lockedBuffer struct {
	lock   sync.Mutex
	buffer bytes.Buffer
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.lock.Lock()
	defer b.lock.Unlock()
	return b.buffer.Write(p)
}

func (b *lockedBuffer) String() string {
	b.lock.Lock()
	defer b.lock.Unlock()
	return b.buffer.String()
}
