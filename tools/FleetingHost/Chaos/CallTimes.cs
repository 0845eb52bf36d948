using System.Collections.Concurrent;
using System.Diagnostics;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace FleetingHost.Chaos;

/// <summary>Times the calls to a plugin, by name: an answer that comes too late is as good as none.</summary>
internal sealed class CallTimes : Interceptor
{
    private readonly ConcurrentDictionary<string, Timing> _byName = new();

    /// <summary>Every call's number, failures and longest time, by name.</summary>
    public IEnumerable<(string Name, int Calls, int Failed, TimeSpan Slowest)> All =>
        _byName.OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => (pair.Key, pair.Value.Calls, pair.Value.Failed, pair.Value.Slowest));

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        TRequest request,
        ClientInterceptorContext<TRequest, TResponse> context,
        AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
    {
        var call = continuation(request, context);
        _ = TimeAsync(context.Method.Name, Stopwatch.GetTimestamp(), call.ResponseAsync);
        return call;
    }

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        TRequest request,
        ClientInterceptorContext<TRequest, TResponse> context,
        AsyncServerStreamingCallContinuation<TRequest, TResponse> continuation)
    {
        var call = continuation(request, context);
        var end = new TaskCompletionSource();
        _ = TimeAsync(context.Method.Name, Stopwatch.GetTimestamp(), end.Task);
        return new AsyncServerStreamingCall<TResponse>(
            new Reader<TResponse>(call.ResponseStream, end), call.ResponseHeadersAsync, call.GetStatus, call.GetTrailers, call.Dispose);
    }

    private async Task TimeAsync(string name, long started, Task call)
    {
        await call.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _byName.GetOrAdd(name, _ => new Timing()).Add(Stopwatch.GetElapsedTime(started), failed: !call.IsCompletedSuccessfully);
    }

    private sealed class Reader<T>(IAsyncStreamReader<T> stream, TaskCompletionSource end) : IAsyncStreamReader<T>
    {
        public T Current => stream.Current;

        public async Task<bool> MoveNext(CancellationToken cancellationToken)
        {
            try
            {
                var more = await stream.MoveNext(cancellationToken);
                if (!more)
                {
                    end.TrySetResult();
                }

                return more;
            }
            catch (Exception exception)
            {
                end.TrySetException(exception);
                throw;
            }
        }
    }

    private sealed class Timing
    {
        private readonly Lock _gate = new();

        public int Calls { get; private set; }

        public int Failed { get; private set; }

        public TimeSpan Slowest { get; private set; }

        public void Add(TimeSpan took, bool failed)
        {
            lock (_gate)
            {
                Calls++;
                Failed += failed ? 1 : 0;
                Slowest = took > Slowest ? took : Slowest;
            }
        }
    }
}
