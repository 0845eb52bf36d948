using Fleeting.Errors;
using Fleeting.Logging;
using Fleeting.Protocol;
using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace Fleeting.Serving;

/// <summary>Puts an <see cref="IInstanceGroup"/> on the wire as <c>proto.InstanceGroup</c>, both generations of it.</summary>
/// <remarks>
/// The rule on partial results: an answer and an error cannot both be sent, and what is not answered is asked for again. So when some of it
/// succeeded the host gets that part, and the failure goes to the log; when nothing did, the host gets the error.
/// </remarks>
public sealed class InstanceGroupService : InstanceGroup.InstanceGroupBase, IDisposable
{
    // A line of the log for hundreds of ids is one that nobody reads.
    private const int MostTold = 20;

    private readonly IInstanceGroup _group;
    private readonly ILogger _log;
    private readonly CallGate _gate = new();
    private readonly CallRunner _calls;

    /// <param name="group">The provider.</param>
    /// <param name="loggers">The log.</param>
    /// <param name="time">Measures calls and their deadlines.</param>
    public InstanceGroupService(IInstanceGroup group, ILoggerFactory loggers, TimeProvider time)
    {
        _group = group;
        _log = loggers.CreateLogger<InstanceGroupService>();
        _calls = new CallRunner(_gate, _log, time);
    }

    public override Task<InitResponse> Init(InitRequest request, ServerCallContext context) =>
        _calls.InitAsync(nameof(Init), context, async token =>
        {
            var settings = new GroupSettings(request.Config.Memory, Wire.FromWire(request.Settings?.ConnectorConfig));
            var info = await _group.InitAsync(settings, token).ConfigureAwait(false);
            return (Wire.ToWire(info), $"group {info.Id}, at most {info.MaxSize} instances, plugin {info.Version}");
        });

    public override Task Update(Empty request, IServerStreamWriter<UpdateResponse> responseStream, ServerCallContext context) =>
        _calls.ReadAsync(nameof(Update), context, async token =>
        {
            var instances = await _group.UpdateAsync(token).ConfigureAwait(false);

            // A message may wait for the next: one packet for hundreds of instances.
            responseStream.WriteOptions = new WriteOptions(WriteFlags.BufferHint);
            foreach (var instance in instances)
            {
                await responseStream.WriteAsync(Wire.ToWire(instance), token).ConfigureAwait(false);
            }

            return (true, $"{instances.Count} instances");
        });

    public override Task<IncreaseResponse> Increase(IncreaseRequest request, ServerCallContext context) =>
        _calls.ChangeAsync(nameof(Increase), context, async token =>
        {
            var count = (int)Math.Min(request.N, int.MaxValue);
            var result = count == 0
                ? new IncreaseResult(0)
                : await _group.IncreaseAsync(count, token).ConfigureAwait(false);
            if (result.Failure is { } failure)
            {
                ThrowUnless(result.Succeeded > 0, failure);
                Log.Partial(_log, nameof(Increase), result.Succeeded, count, failure.Message);
            }

            return (new IncreaseResponse { Succeeded = (uint)Math.Max(0, result.Succeeded) }, $"{result.Succeeded} of {count}");
        });

    public override Task<DecreaseResponse> Decrease(DecreaseRequest request, ServerCallContext context) =>
        _calls.ChangeAsync(nameof(Decrease), context, async token =>
        {
            var ids = Ids(request.Instances);
            var result = await OnAsync(ids, _group.DecreaseAsync, token).ConfigureAwait(false);
            if (result.Failure is { } failure)
            {
                ThrowUnless(result.Succeeded.Count > 0, failure);
                Log.Partial(_log, nameof(Decrease), result.Succeeded.Count, ids.Count, failure.Message);
            }

            return (new DecreaseResponse { Succeeded = { result.Succeeded } }, Summary(result, ids));
        });

    public override Task<ConnectInfoResponse> ConnectInfo(ConnectInfoRequest request, ServerCallContext context) =>
        _calls.ReadAsync(nameof(ConnectInfo), context, async token =>
        {
            var info = await _group.ConnectInfoAsync(request.Instance, token).ConfigureAwait(false);
            return (Wire.ToWire(info), $"{request.Instance} by {info.Connector.Protocol} at {info.InternalAddress}");
        });

    public override Task<Empty> Heartbeat(HeartbeatRequest request, ServerCallContext context) =>
        _calls.ReadAsync(nameof(Heartbeat), context, async token =>
        {
            await _group.HeartbeatAsync(request.Instance, token).ConfigureAwait(false);
            return (new Empty(), $"{request.Instance} is healthy");
        });

    public override Task<SuspendResponse> Suspend(SuspendRequest request, ServerCallContext context) =>
        _calls.ChangeAsync(nameof(Suspend), context, async token =>
        {
            var ids = Ids(request.Instances);
            var result = await OnAsync(ids, _group.SuspendAsync, token).ConfigureAwait(false);
            var answer = new SuspendResponse { Succeeded = { result.Succeeded } };
            return result.Failure is null ? (answer, Summary(result, ids)) : throw new PartialFailureException(result.Failure, answer);
        });

    public override Task<ResumeResponse> Resume(ResumeRequest request, ServerCallContext context) =>
        _calls.ChangeAsync(nameof(Resume), context, async token =>
        {
            var ids = Ids(request.Instances);
            var result = await OnAsync(ids, _group.ResumeAsync, token).ConfigureAwait(false);
            var answer = new ResumeResponse { Succeeded = { result.Succeeded } };
            return result.Failure is null ? (answer, Summary(result, ids)) : throw new PartialFailureException(result.Failure, answer);
        });

    public override Task<Empty> Shutdown(Empty request, ServerCallContext context) =>
        _calls.ShutdownAsync(
            nameof(Shutdown), context, _group.ShutdownAsync, (new Empty(), "background work stopped, instances left as they are"));

    public void Dispose() => _gate.Dispose();

    private static List<string> Ids(IEnumerable<string> ids) => [.. ids.Where(id => id.Length > 0).Distinct()];

    private static async Task<InstancesResult> OnAsync(
        List<string> ids,
        Func<IReadOnlyList<string>, CancellationToken, Task<InstancesResult>> verb,
        CancellationToken cancellationToken) =>
        ids.Count == 0 ? new InstancesResult([]) : await verb(ids, cancellationToken).ConfigureAwait(false);

    private static string Summary(InstancesResult result, List<string> ids)
    {
        var more = result.Succeeded.Count - MostTold;
        return $"{result.Succeeded.Count} of {ids.Count} ({string.Join(", ", result.Succeeded.Take(MostTold))}{(more > 0 ? $" and {more} more" : "")})";
    }

    private static void ThrowUnless(bool partial, ProviderException failure)
    {
        if (!partial)
        {
            throw failure;
        }
    }
}
