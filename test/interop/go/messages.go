package main

import "github.com/golang/protobuf/proto"

// The messages of proto/fleeting.proto, written by hand: golang/protobuf reads the struct tags. The host here shares no line of
// generated code with the plugin, so that each can catch the other's mistakes.

type empty struct{}

type connectorConfig struct {
	OS                   string `protobuf:"bytes,1,opt,name=os"`
	Arch                 string `protobuf:"bytes,2,opt,name=arch"`
	Protocol             string `protobuf:"bytes,3,opt,name=protocol"`
	Username             string `protobuf:"bytes,4,opt,name=username"`
	Password             string `protobuf:"bytes,5,opt,name=password"`
	Key                  []byte `protobuf:"bytes,6,opt,name=key"`
	UseStaticCredentials bool   `protobuf:"varint,7,opt,name=useStaticCredentials"`
	Keepalive            int64  `protobuf:"varint,8,opt,name=keepalive"`
	Timeout              int64  `protobuf:"varint,9,opt,name=timeout"`
	ProtocolPort         int64  `protobuf:"varint,10,opt,name=protocol_port"`
}

type settings struct {
	ConnectorConfig *connectorConfig `protobuf:"bytes,1,opt,name=connector_config"`
}

type initRequest struct {
	Config   []byte    `protobuf:"bytes,1,opt,name=config"`
	Settings *settings `protobuf:"bytes,2,opt,name=settings"`
}

type initResponse struct {
	ID           string   `protobuf:"bytes,1,opt,name=id"`
	MaxSize      uint32   `protobuf:"varint,2,opt,name=max_size"`
	Version      string   `protobuf:"bytes,3,opt,name=version"`
	BuildInfo    string   `protobuf:"bytes,4,opt,name=build_info"`
	Capabilities []string `protobuf:"bytes,5,rep,name=capabilities"`
}

type updateResponse struct {
	Instance string `protobuf:"bytes,1,opt,name=instance"`
	State    int32  `protobuf:"varint,2,opt,name=state"`
}

// count is IncreaseRequest and IncreaseResponse.
type count struct {
	N uint32 `protobuf:"varint,1,opt,name=n"`
}

// instance is ConnectInfoRequest and HeartbeatRequest.
type instance struct {
	Instance string `protobuf:"bytes,1,opt,name=instance"`
}

// instances is request and response of Decrease, Suspend and Resume.
type instances struct {
	Instances []string `protobuf:"bytes,1,rep,name=instances"`
}

type connectInfoResponse struct {
	Connector    *connectorConfig `protobuf:"bytes,1,opt,name=connector"`
	ExternalAddr string           `protobuf:"bytes,2,opt,name=ExternalAddr"`
	InternalAddr string           `protobuf:"bytes,3,opt,name=InternalAddr"`
	Expires      int64            `protobuf:"varint,4,opt,name=expires"`
}

const (
	stateCreating = 0
	stateRunning  = 1
	stateDeleting = 2
	stateDeleted  = 3
)

func (m *empty) Reset()                       { *m = empty{} }
func (m *empty) String() string               { return proto.CompactTextString(m) }
func (*empty) ProtoMessage()                  {}
func (m *connectorConfig) Reset()             { *m = connectorConfig{} }
func (m *connectorConfig) String() string     { return "secret" }
func (*connectorConfig) ProtoMessage()        {}
func (m *settings) Reset()                    { *m = settings{} }
func (m *settings) String() string            { return "secret" }
func (*settings) ProtoMessage()               {}
func (m *initRequest) Reset()                 { *m = initRequest{} }
func (m *initRequest) String() string         { return "secret" }
func (*initRequest) ProtoMessage()            {}
func (m *initResponse) Reset()                { *m = initResponse{} }
func (m *initResponse) String() string        { return proto.CompactTextString(m) }
func (*initResponse) ProtoMessage()           {}
func (m *updateResponse) Reset()              { *m = updateResponse{} }
func (m *updateResponse) String() string      { return proto.CompactTextString(m) }
func (*updateResponse) ProtoMessage()         {}
func (m *count) Reset()                       { *m = count{} }
func (m *count) String() string               { return proto.CompactTextString(m) }
func (*count) ProtoMessage()                  {}
func (m *instance) Reset()                    { *m = instance{} }
func (m *instance) String() string            { return proto.CompactTextString(m) }
func (*instance) ProtoMessage()               {}
func (m *instances) Reset()                   { *m = instances{} }
func (m *instances) String() string           { return proto.CompactTextString(m) }
func (*instances) ProtoMessage()              {}
func (m *connectInfoResponse) Reset()         { *m = connectInfoResponse{} }
func (m *connectInfoResponse) String() string { return "secret" }
func (*connectInfoResponse) ProtoMessage()    {}
