using Fleeting;

namespace FleetingPluginAws;

/// <summary>Stands in until Fleeting.Aws has its group: it has no instances and never gets any.</summary>
internal sealed class NoInstanceGroup : IInstanceGroup
{
    public Task<ProviderInfo> InitAsync(GroupSettings settings, CancellationToken cancellationToken) =>
        Task.FromResult(new ProviderInfo { Id = "aws/none", MaxSize = 0, Version = BuildInfo.Version, BuildInfo = "" });

    public Task<IReadOnlyList<Instance>> UpdateAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Instance>>([]);

    public Task<IncreaseResult> IncreaseAsync(int count, CancellationToken cancellationToken) => Task.FromResult(new IncreaseResult(0));

    public Task<InstancesResult> DecreaseAsync(IReadOnlyList<string> instanceIds, CancellationToken cancellationToken) =>
        Task.FromResult(new InstancesResult([]));

    public Task<ConnectInfo> ConnectInfoAsync(string instanceId, CancellationToken cancellationToken) =>
        throw new ProviderException(ProviderErrorReason.NotFound, $"could not connect to {instanceId}: the group has no instances");

    public Task HeartbeatAsync(string instanceId, CancellationToken cancellationToken) =>
        throw new ProviderException(ProviderErrorReason.NotFound, $"could not check {instanceId}: the group has no instances");

    public Task ShutdownAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
