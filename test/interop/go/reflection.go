package main

import (
	"context"
	"sort"
	"strings"

	"google.golang.org/grpc"
	reflection "google.golang.org/grpc/reflection/grpc_reflection_v1alpha"
)

// reflected asks the plugin itself what it serves, as grpcurl does: the descriptors must have survived the trimming of the binary.
func reflected(ctx context.Context, c *checks, conn *grpc.ClientConn) {
	stream, err := reflection.NewServerReflectionClient(conn).ServerReflectionInfo(ctx)
	if !c.noError("reflection", err) {
		return
	}
	ask := func(request *reflection.ServerReflectionRequest) *reflection.ServerReflectionResponse {
		if err := stream.Send(request); err != nil {
			c.noError("reflection takes a request", err)
		}
		answer, err := stream.Recv()
		c.noError("reflection answers", err)
		return answer
	}

	list := ask(&reflection.ServerReflectionRequest{MessageRequest: &reflection.ServerReflectionRequest_ListServices{}})
	var names []string
	for _, service := range list.GetListServicesResponse().GetService() {
		names = append(names, service.Name)
	}
	sort.Strings(names)
	all := strings.Join(names, " ")
	c.that("it lists every service",
		all == "grpc.health.v1.Health plugin.GRPCBroker plugin.GRPCController plugin.GRPCStdio proto.InstanceGroup", all)
	file := ask(&reflection.ServerReflectionRequest{
		MessageRequest: &reflection.ServerReflectionRequest_FileContainingSymbol{FileContainingSymbol: "proto.InstanceGroup"},
	})
	c.that("it describes proto.InstanceGroup", len(file.GetFileDescriptorResponse().GetFileDescriptorProto()) == 1, file)
	c.noError("and the stream ends", stream.CloseSend())
}
