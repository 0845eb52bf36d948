using System.Collections.Concurrent;
using Fleeting.Protocol;
using Grpc.Core;

namespace FleetingHost.Tests;

/// <summary>A plugin without the wire: what each call answers, and what was asked.</summary>
internal sealed class FakeGroup : InstanceGroup.InstanceGroupClient
{
    /// <summary>What Update lists.</summary>
    public Dictionary<string, State> Instances { get; } = [];

    /// <summary>The calls in order, with their arguments.</summary>
    public ConcurrentQueue<string> Calls { get; } = [];

    public Func<InitRequest, InitResponse> OnInit { get; set; } = _ => new InitResponse { Id = "fake", MaxSize = 10, Version = "1" };

    /// <summary>Answers how many of n were accepted.</summary>
    public Func<int, int> OnIncrease { get; set; } = n => n;

    public Func<IReadOnlyList<string>, IReadOnlyList<string>> OnDecrease { get; set; } = ids => ids;

    public Action OnUpdate { get; set; } = () => { };

    public Action<string> OnHeartbeat { get; set; } = _ => { };

    public Func<string, ConnectInfoResponse> OnConnectInfo { get; set; } = _ => throw Error(StatusCode.NotFound, "no such instance");

    public static RpcException Error(StatusCode code, string detail) => new(new Grpc.Core.Status(code, detail));

    public override AsyncUnaryCall<InitResponse> InitAsync(
        InitRequest request, Metadata? headers, DateTime? deadline, CancellationToken cancellationToken) =>
        Unary("Init", () => OnInit(request));

    public override AsyncServerStreamingCall<UpdateResponse> Update(
        Empty request, Metadata? headers, DateTime? deadline, CancellationToken cancellationToken)
    {
        Calls.Enqueue("Update");
        return new AsyncServerStreamingCall<UpdateResponse>(
            new Answer(this), Task.FromResult(new Metadata()), () => default, () => [], () => { });
    }

    public override AsyncUnaryCall<IncreaseResponse> IncreaseAsync(
        IncreaseRequest request, Metadata? headers, DateTime? deadline, CancellationToken cancellationToken) =>
        Unary($"Increase {request.N}", () => new IncreaseResponse { Succeeded = (uint)OnIncrease((int)request.N) });

    public override AsyncUnaryCall<DecreaseResponse> DecreaseAsync(
        DecreaseRequest request, Metadata? headers, DateTime? deadline, CancellationToken cancellationToken) =>
        Unary(
            $"Decrease {string.Join(' ', request.Instances)}",
            () => new DecreaseResponse { Succeeded = { OnDecrease(request.Instances) } });

    public override AsyncUnaryCall<ConnectInfoResponse> ConnectInfoAsync(
        ConnectInfoRequest request, Metadata? headers, DateTime? deadline, CancellationToken cancellationToken) =>
        Unary($"ConnectInfo {request.Instance}", () => OnConnectInfo(request.Instance));

    public override AsyncUnaryCall<Empty> HeartbeatAsync(
        HeartbeatRequest request, Metadata? headers, DateTime? deadline, CancellationToken cancellationToken) =>
        Unary($"Heartbeat {request.Instance}", () =>
        {
            OnHeartbeat(request.Instance);
            return new Empty();
        });

    public override AsyncUnaryCall<Empty> ShutdownAsync(
        Empty request, Metadata? headers, DateTime? deadline, CancellationToken cancellationToken) =>
        Unary("Shutdown", () => new Empty());

    private AsyncUnaryCall<T> Unary<T>(string call, Func<T> answer)
    {
        Calls.Enqueue(call);
        Task<T> response;
        try
        {
            response = Task.FromResult(answer());
        }
        catch (RpcException exception)
        {
            response = Task.FromException<T>(exception);
        }

        return new AsyncUnaryCall<T>(response, Task.FromResult(new Metadata()), () => default, () => [], () => { });
    }

    private sealed class Answer(FakeGroup group) : IAsyncStreamReader<UpdateResponse>
    {
        private Queue<KeyValuePair<string, State>>? _rest;

        public UpdateResponse Current { get; private set; } = new();

        public Task<bool> MoveNext(CancellationToken cancellationToken)
        {
            if (_rest is null)
            {
                group.OnUpdate();
                _rest = new(group.Instances);
            }

            if (!_rest.TryDequeue(out var next))
            {
                return Task.FromResult(false);
            }

            Current = new UpdateResponse { Instance = next.Key, State = next.Value };
            return Task.FromResult(true);
        }
    }
}
