using System.Globalization;
using System.Threading.Channels;
using GoPlugin.Contract;
using Grpc.Core;

namespace GoPlugin.Tests.Harness;

/// <summary>Echoes, throws what no service should, hangs until it is cancelled, or stays for ever.</summary>
internal sealed class ProbeService : Probe.ProbeBase
{
    private readonly Channel<bool> _hanging = Channel.CreateUnbounded<bool>();

    public PluginService AsPluginService() => new(
        "probe.Probe",
        methods =>
        {
            methods.Unary("Echo", Text.Parser, Echo);
            methods.Unary("Throw", Text.Parser, Throw);
            methods.Unary("Fail", Text.Parser, Fail);
            methods.Unary("Hang", Text.Parser, Hang);
            methods.Unary("Stay", Text.Parser, Stay);
            methods.Unary("Deadline", Text.Parser, Deadline);
            methods.ServerStreaming<Text, Text>("Repeat", Text.Parser, Repeat);
            methods.Duplex<Text, Text>("Chat", Text.Parser, Chat);
        },
        () => Probe.Descriptor);

    /// <summary>Returns when that many further calls hang.</summary>
    public async Task HangingAsync(int calls)
    {
        for (var i = 0; i < calls; i++)
        {
            await _hanging.Reader.ReadAsync(TestContext.Current.CancellationToken);
        }
    }

    public override Task<Text> Echo(Text request, ServerCallContext context) => Task.FromResult(request);

    public override Task<Text> Throw(Text request, ServerCallContext context) => throw new InvalidOperationException("the disk is on fire");

    public override Task<Text> Fail(Text request, ServerCallContext context) => throw new RpcException(
        new Status(StatusCode.FailedPrecondition, request.Value), new Metadata { { "reason", "why" }, { "detail-bin", [1, 2, 255] } });

    public override async Task<Text> Deadline(Text request, ServerCallContext context)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, context.CancellationToken);
        return request;
    }

    public override async Task Repeat(Text request, IServerStreamWriter<Text> responseStream, ServerCallContext context)
    {
        responseStream.WriteOptions = new WriteOptions(WriteFlags.BufferHint);
        for (var i = 0; i < int.Parse(request.Value, CultureInfo.InvariantCulture); i++)
        {
            await responseStream.WriteAsync(new Text { Value = i.ToString(CultureInfo.InvariantCulture) });
        }
    }

    public override async Task Chat(IAsyncStreamReader<Text> requestStream, IServerStreamWriter<Text> responseStream, ServerCallContext context)
    {
        while (await requestStream.MoveNext(CancellationToken.None))
        {
            await responseStream.WriteAsync(requestStream.Current, context.CancellationToken);
        }
    }

    public override async Task<Text> Hang(Text request, ServerCallContext context)
    {
        _hanging.Writer.TryWrite(true);
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, context.CancellationToken);
        }
        catch (OperationCanceledException)
        {
            throw new RpcException(new Status(StatusCode.Cancelled, "cancelled"));
        }

        return request;
    }

    public override async Task<Text> Stay(Text request, ServerCallContext context)
    {
        _hanging.Writer.TryWrite(true);
        await new TaskCompletionSource().Task;
        return request;
    }
}
