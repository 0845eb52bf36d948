using Fleeting.Protocol;
using Fleeting.Serving;
using Grpc.Core;
using Microsoft.Extensions.Time.Testing;
using TestKit;

namespace Fleeting.Tests.Harness;

/// <summary>The service over a fake group, as the host would call it.</summary>
internal sealed class ServedGroup : IDisposable
{
    private readonly InstanceGroupService _service;

    public ServedGroup() => _service = new InstanceGroupService(Group, Log, Time);

    public FakeGroup Group { get; } = new();

    public LogRecorder Log { get; } = new();

    public FakeTimeProvider Time { get; } = new();

    public ServerCallContext Context { get; set; } = new CallContext(CancellationToken.None);

    public Task<InitResponse> InitAsync(InitRequest? request = null) => _service.Init(request ?? new InitRequest(), Context);

    public async Task<IReadOnlyList<UpdateResponse>> UpdateAsync()
    {
        var stream = new ListWriter<UpdateResponse>();
        await _service.Update(new Empty(), stream, Context);
        return stream.Written;
    }

    public async Task<uint> IncreaseAsync(uint count) => (await _service.Increase(new IncreaseRequest { N = count }, Context)).Succeeded;

    public async Task<IReadOnlyList<string>> DecreaseAsync(params string[] ids) =>
        (await _service.Decrease(new DecreaseRequest { Instances = { ids } }, Context)).Succeeded;

    public Task<ConnectInfoResponse> ConnectInfoAsync(string id) => _service.ConnectInfo(new ConnectInfoRequest { Instance = id }, Context);

    public Task HeartbeatAsync(string id) => _service.Heartbeat(new HeartbeatRequest { Instance = id }, Context);

    public async Task<IReadOnlyList<string>> SuspendAsync(params string[] ids) =>
        (await _service.Suspend(new SuspendRequest { Instances = { ids } }, Context)).Succeeded;

    public async Task<IReadOnlyList<string>> ResumeAsync(params string[] ids) =>
        (await _service.Resume(new ResumeRequest { Instances = { ids } }, Context)).Succeeded;

    public Task ShutdownAsync() => _service.Shutdown(new Empty(), Context);

    public void Dispose()
    {
        _service.Dispose();
        Log.Dispose();
    }

    private sealed class ListWriter<T> : IServerStreamWriter<T>
    {
        public List<T> Written { get; } = [];

        public WriteOptions? WriteOptions { get; set; }

        public Task WriteAsync(T message)
        {
            Written.Add(message);
            return Task.CompletedTask;
        }

        public Task WriteAsync(T message, CancellationToken cancellationToken) => WriteAsync(message);
    }
}
