using System.Buffers.Binary;
using System.Globalization;
using Fleeting.Serving;
using FleetingPluginAws;
using Fuzz.Engine;
using GoPlugin.Contract;
using GoPlugin.Rpc;
using GoPlugin.Services;
using Microsoft.Extensions.Logging.Abstractions;

namespace Fuzz.Targets;

/// <summary>
/// Every method on the plugin's socket, from the headers and the framing on: whatever comes, the call ends with a status and whole messages
/// before it, and nothing of it counts as a bug of the plugin.
/// </summary>
internal static class GrpcCallTarget
{
    private static readonly string[] _methods =
        ["Init", "Update", "Increase", "Decrease", "ConnectInfo", "Heartbeat", "Suspend", "Resume", "Shutdown"];

    public static Target Target { get; } = new("grpc-call", Run)
    {
        BaseAllocation = 4 * 1024 * 1024,
        Words =
        [
            .. _methods.Select(method => $"/proto.InstanceGroup/{method}"), "/plugin.GRPCController/Shutdown", "/plugin.GRPCStdio/StreamStdio",
            "/plugin.GRPCBroker/StartStream", "/grpc.health.v1.Health/Check", "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo",
            "grpc-timeout:1S", "grpc-encoding:gzip", "content-type:", "\n\n", "\0\0\0\0\u0001", "\0\0\0\0\0", "\u0001\0\0\0\u0001", "\0\u007f\u007f\u007f\u007f",
        ],
    };

    private static void Run(byte[] input)
    {
        // Watch ends with the client only.
        var request = new RawRequest(input);
        if (request.Path != "/grpc.health.v1.Health/Watch")
        {
            Synchronous.Run(RunAsync(request));
            Check(request);
        }
    }

    private static async Task RunAsync(RawRequest request)
    {
        using var service = new InstanceGroupService(new StubGroup(), NullLoggerFactory.Instance, TimeProvider.System);
        await service.Init(
            new Fleeting.Protocol.InitRequest { Config = Google.Protobuf.ByteString.CopyFromUtf8("""{"name":"a"}""") }, new StubCall());
        var plugin = new PluginService(
            "proto.InstanceGroup", methods => InstanceGroupMethods.Add(methods, service), () => Fleeting.Protocol.InstanceGroup.Descriptor);
        var application = new RpcApplication(
            ServiceSet.Create([plugin], () => { }, new CancellationToken(canceled: true)),
            TimeProvider.System,
            (method, exception) => throw new OracleException($"{method} took it for a bug: {exception}"));
        await application.ProcessRequestAsync(request.Features);
    }

    private static void Check(RawRequest request)
    {
        if (request.HttpStatus is 405 or 415)
        {
            return;
        }

        Oracle.Holds(
            int.TryParse(request.Header(RpcHeader.Status), NumberStyles.None, CultureInfo.InvariantCulture, out var status) && status is >= 0 and <= 16,
            $"the status is {request.Header(RpcHeader.Status)}");
        Oracle.Holds(
            request.Header(RpcHeader.Message)?.All(letter => letter is >= ' ' and <= '~') ?? true, $"the status has a text that is no header: {request.Header(RpcHeader.Message)}");
        var messages = request.Body.AsSpan();
        while (messages.Length > 0)
        {
            Oracle.Holds(messages.Length >= 5 && messages[0] == 0, "the answer has half a message");
            var length = BinaryPrimitives.ReadInt32BigEndian(messages[1..]);
            Oracle.Holds(length >= 0 && length <= messages.Length - 5, "the answer has half a message");
            messages = messages[(5 + length)..];
        }
    }
}
