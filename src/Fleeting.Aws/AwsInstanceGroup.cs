using AwsClients;
using AwsClients.Session;
using Fleeting.Aws.Configuration;
using Fleeting.Aws.Logging;
using Fleeting.Aws.Scaling;
using Fleeting.Errors;
using Microsoft.Extensions.Logging;

namespace Fleeting.Aws;

/// <summary>An EC2 Auto Scaling Group as a fleeting instance group.</summary>
public sealed class AwsInstanceGroup(ILoggerFactory loggers, TimeProvider time, string version, string buildInfo) : IInstanceGroup, IDisposable
{
    // The host refuses a max_instances above this; the reference returns the same.
    private const int LeastMaxSize = 1000;

    // The host gives a plugin a minute for its start and its first Update, and reads no error that comes later.
    private static readonly TimeSpan _initLimit = TimeSpan.FromSeconds(45);

    private const string Check = "check the network, proxy and endpoint settings";

    private readonly ILogger _logger = loggers.CreateLogger("aws");
    private OpenGroup? _open;

    public async Task<ProviderInfo> InitAsync(GroupSettings settings, CancellationToken cancellationToken)
    {
        var problems = new List<string>();
        var config = PluginConfigReader.Read(settings.PluginConfig, problems, out var unknownKeys);
        var connectorSettings = ConnectorSettingsReader.Read(settings.Connector, problems);
        if (config is null || connectorSettings is null)
        {
            throw new ConfigException(problems);
        }

        foreach (var key in unknownKeys)
        {
            Log.UnknownConfigKey(_logger, key, ConfigKey.Nearest(key));
        }

        using var deadline = new Deadline("Init", _initLimit, time, cancellationToken);
        var group = new OpenGroup(await OpenSessionAsync(config, deadline).ConfigureAwait(false), config, connectorSettings, _logger, time);
        try
        {
            var properties = await ProveAsync(group, deadline).ConfigureAwait(false);
            group.Opened();
            Interlocked.Exchange(ref _open, group)?.Dispose();
            return new ProviderInfo
            {
                Id = $"aws/{group.Scope.Region}/{group.Scope.Name}",
                MaxSize = Math.Max(LeastMaxSize, properties?.MaxSize ?? 0),
                Version = version,
                BuildInfo = buildInfo,
            };
        }
        catch (AwsSessionException e) when (e.Reason is AwsSessionErrorReason.TookTooLong)
        {
            group.Dispose();
            throw CouldNotOpen(config, ProviderErrorReason.Unavailable, e);
        }
        catch
        {
            group.Dispose();
            throw;
        }
    }

    public Task<IReadOnlyList<Instance>> UpdateAsync(CancellationToken cancellationToken) =>
        OnOpenAsync<IReadOnlyList<Instance>>(
            "update", async (group, token) => Listed(await group.UpdateAsync(token).ConfigureAwait(false)), cancellationToken);

    public Task<IncreaseResult> IncreaseAsync(int count, CancellationToken cancellationToken) =>
        OnOpenAsync("increase", (group, token) => group.ScaleOut.IncreaseAsync(count, token), cancellationToken);

    public Task<InstancesResult> DecreaseAsync(IReadOnlyList<string> instanceIds, CancellationToken cancellationToken) =>
        OnOpenAsync("decrease", (group, token) => group.ScaleIn.DecreaseAsync(instanceIds, token), cancellationToken);

    public Task<ConnectInfo> ConnectInfoAsync(string instanceId, CancellationToken cancellationToken) =>
        OnOpenAsync("connect", (group, token) => group.Connector.ConnectAsync(instanceId, token), cancellationToken);

    public Task HeartbeatAsync(string instanceId, CancellationToken cancellationToken) => OnOpenAsync(
        "check an instance",
        async (group, token) =>
        {
            await group.Heartbeat.CheckAsync(instanceId, token).ConfigureAwait(false);
            return true;
        },
        cancellationToken);

    /// <summary>Terminates nothing: the host has already asked for what is to go.</summary>
    public Task ShutdownAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose() => Interlocked.Exchange(ref _open, null)?.Dispose();

    private async Task<AwsSession> OpenSessionAsync(PluginConfig config, Deadline deadline)
    {
        try
        {
            return await AwsSession.OpenAsync(config.Session, loggers, time, deadline).ConfigureAwait(false);
        }
        catch (AwsSessionException e) when (e.Reason is AwsSessionErrorReason.TookTooLong)
        {
            throw CouldNotOpen(config, ProviderErrorReason.Unavailable, e);
        }
        catch (AwsSessionException e) when (e.Reason is AwsSessionErrorReason.NoCredentials or AwsSessionErrorReason.CredentialsRefused
            or AwsSessionErrorReason.CredentialsUnavailable)
        {
            throw CouldNotOpen(config, ProviderErrorReason.Unauthenticated, e);
        }
        catch (AwsSessionException e)
        {
            var next = e.Reason is AwsSessionErrorReason.NoRegion ? "; set region in plugin_config" : "";
            throw new ConfigException([$"could not open Auto Scaling Group \"{config.Name}\": {e.Message}{next}"]);
        }
    }

    private static ProviderException CouldNotOpen(PluginConfig config, ProviderErrorReason reason, AwsSessionException cause) =>
        new(reason, $"could not open Auto Scaling Group \"{config.Name}\": {cause.Message}", cause);

    /// <summary>One read that proves name, region, credentials and permissions.</summary>
    private async Task<GroupProperties?> ProveAsync(OpenGroup group, Deadline deadline)
    {
        GroupSnapshot snapshot;
        try
        {
            snapshot = await deadline.RunAsync(new DeadlineStep($"reading {group.Scope}", Check), group.ReadAsync).ConfigureAwait(false);
        }
        catch (GroupNotFoundException)
        {
            var step = new DeadlineStep("asking STS for the account", Check);
            throw new GroupNotFoundException(
                group.Scope, await deadline.RunAsync(step, group.TryGetAccountIdAsync).ConfigureAwait(false));
        }

        group.Ledger.Shown(snapshot);
        var properties = snapshot.Properties;
        if (properties is null)
        {
            Log.GroupReadyUnmeasured(_logger, group.Scope.Name, group.Scope.Region, snapshot.Instances.Count);
            return null;
        }

        Log.GroupReady(
            _logger, group.Scope.Name, group.Scope.Region, properties.DesiredCapacity, properties.MinSize, properties.MaxSize, snapshot.Instances.Count);
        return properties;
    }

    private static List<Instance> Listed(GroupSnapshot snapshot)
    {
        var instances = new List<Instance>(snapshot.Instances.Count);
        foreach (var instance in snapshot.Instances.Values)
        {
            if (instance.State is { } state)
            {
                instances.Add(new Instance(instance.Id, state));
            }
        }

        return instances;
    }

    /// <summary>Runs a verb on the open group, until the caller or the group's end stops it.</summary>
    private async Task<T> OnOpenAsync<T>(
        string verb, Func<OpenGroup, CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        var group = _open
            ?? throw new ProviderException(ProviderErrorReason.FailedPrecondition, $"could not {verb}: no group is open; Init must come first");
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, group.Closing);
        try
        {
            return await call(group, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (group.Closing.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new ProviderException(
                ProviderErrorReason.Unavailable,
                $"could not {verb}: the group was shut down or configured anew while the call was under way",
                e);
        }
    }
}
