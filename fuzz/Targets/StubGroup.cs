using Fleeting;
using Fleeting.Aws.Configuration;
using Fleeting.Errors;

namespace Fuzz.Targets;

/// <summary>A group that takes whatever configuration the plugin takes, and says yes to everything.</summary>
internal sealed class StubGroup : IInstanceGroup
{
    public Task<ProviderInfo> InitAsync(GroupSettings settings, CancellationToken cancellationToken)
    {
        var problems = new List<string>();
        var config = PluginConfigReader.Read(settings.PluginConfig, problems, out _);
        _ = ConnectorSettingsReader.Read(settings.Connector, problems);
        return problems.Count > 0
            ? throw new ConfigException(problems)
            : Task.FromResult(new ProviderInfo { Id = config!.Name, MaxSize = 1, Version = "1", BuildInfo = "" });
    }

    public Task<IReadOnlyList<Instance>> UpdateAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Instance>>([new Instance("i-1", InstanceState.Running)]);

    public Task<IncreaseResult> IncreaseAsync(int count, CancellationToken cancellationToken) => Task.FromResult(new IncreaseResult(count));

    public Task<InstancesResult> DecreaseAsync(IReadOnlyList<string> instanceIds, CancellationToken cancellationToken) =>
        Task.FromResult(new InstancesResult(instanceIds));

    public Task<ConnectInfo> ConnectInfoAsync(string instanceId, CancellationToken cancellationToken) =>
        throw new ProviderException(ProviderErrorReason.NotFound, $"could not find {instanceId}");

    public Task HeartbeatAsync(string instanceId, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task ShutdownAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
