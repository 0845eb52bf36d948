using System.Threading.Channels;
using Grpc.Core;

namespace GoPlugin.Tests.Harness;

/// <summary>Echoes, throws what no service should, hangs until it is cancelled, or stays for ever.</summary>
internal sealed class ProbeService : Probe.ProbeBase
{
    private readonly Channel<bool> _hanging = Channel.CreateUnbounded<bool>();

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
