using AwsClients.Session;
using Fleeting.Aws.Calls;
using Fleeting.Aws.Configuration;
using Fleeting.Aws.Connecting;
using Fleeting.Aws.Health;
using Fleeting.Aws.Instances;
using Fleeting.Aws.Logging;
using Fleeting.Aws.Scaling;
using Fleeting.Errors;
using Microsoft.Extensions.Logging;

namespace Fleeting.Aws;

/// <summary>The rooms of one group, from Init to Shutdown.</summary>
internal sealed class OpenGroup : IDisposable
{
    /// <summary>How long the host waits for an Update: one that comes later serves nobody.</summary>
    public static readonly TimeSpan UpdateLimit = TimeSpan.FromSeconds(50);

    private readonly AwsSession _session;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _closing = new();
    private readonly AwsCalls _calls;
    private readonly ILogger _logger;
    private readonly GroupAdvice _advice;
    private readonly LaunchWatch _launches;

    public OpenGroup(AwsSession session, PluginConfig config, ConnectorSettings settings, ILogger logger, TimeProvider time)
    {
        _session = session;
        _time = time;
        Closing = _closing.Token;
        Scope = new GroupScope(config.Name, session.Region);
        var calls = _calls = new AwsCalls(Scope, logger, time, Closing);
        _logger = logger;
        _advice = new GroupAdvice(Scope, logger);
        _launches = new LaunchWatch(Scope, new ScalingActivityReader(Scope, session.AutoScaling, calls), logger, time);
        Ledger = new CapacityLedger(time);
        Reader = new GroupReader(Scope, session.AutoScaling, calls, Ledger, logger, time);
        ScaleOut = new ScaleOut(
            Scope, Reader, session.AutoScalingWithoutRetries, session.MaxAttempts, calls, Ledger, _launches, logger, time);
        ScaleIn = new ScaleIn(Scope, Reader, session.AutoScaling, calls, Ledger, logger, time);
        var describer = new InstanceDescriber(Scope, session.Ec2, calls, time);
        var spot = new SpotStatusReader(Scope, session.Ec2, calls, time);
        Health = new KnownHealth(Scope, Reader, describer.Seen, spot.Seen, time);
        var reads = new HealthReads(Scope, Reader, Health, describer, spot, calls, logger, time, Closing);
        Heartbeat = new Heartbeat(Health, reads);
        Passwords = new WindowsPasswords(Scope, settings, session.Ec2, calls, logger, time);
        var facts = new InstanceFactsReader(Scope, describer, time, Closing);
        var ssh = new SshAccess(Scope, settings.Key, config.DynamicKeyType, session.InstanceConnect, calls, logger, time);
        Connector = new Connector(Scope, settings.Given, Health, reads, facts, ssh, Passwords, logger, time);
    }

    /// <summary>Cancelled when the group is closed: every call on it ends then.</summary>
    public CancellationToken Closing { get; }

    public GroupScope Scope { get; }

    public GroupReader Reader { get; }

    public CapacityLedger Ledger { get; }

    public ScaleOut ScaleOut { get; }

    public ScaleIn ScaleIn { get; }

    public KnownHealth Health { get; }

    public Heartbeat Heartbeat { get; }

    public Connector Connector { get; }

    public WindowsPasswords Passwords { get; }

    /// <summary>Init is over.</summary>
    public void Opened() => _calls.Opened();

    /// <summary>Reads the group now and takes notice of what changed.</summary>
    public async Task<GroupSnapshot> ReadAsync(CancellationToken cancellationToken)
    {
        var snapshot = await Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        Passwords.KeepOnly(snapshot);
        Health.Observe();
        if (snapshot.Properties is { } properties)
        {
            _advice.Give(properties);
        }

        if (Ledger.TakeMove() is var (expected, actual))
        {
            Log.DesiredCapacityMoved(_logger, Scope.Name, Scope.Region, expected, actual);
        }

        return snapshot;
    }

    /// <summary>Reads the group for the host, which sees its instances from then on, and sees to what it waits for in the background.</summary>
    /// <exception cref="ProviderException">AWS said no, or gave no answer within <see cref="UpdateLimit"/>.</exception>
    public async Task<GroupSnapshot> UpdateAsync(CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(UpdateLimit, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        GroupSnapshot snapshot;
        try
        {
            snapshot = await ReadAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new ProviderException(
                ProviderErrorReason.Unavailable,
                $"could not read {Scope}: no answer within {UpdateLimit.TotalSeconds} s: "
                    + (e.InnerException?.Message ?? "check the network, proxy and endpoint settings"),
                e);
        }

        Ledger.Shown(snapshot);
        _ = ScaleOut.RestoreAsync(Closing);
        _launches.Observe(Ledger.Figures(), Closing);
        return snapshot;
    }

    /// <summary>The account, for an error that must tell one from another; null when it cannot be told.</summary>
    public Task<string?> TryGetAccountIdAsync(CancellationToken cancellationToken) => _session.TryGetAccountIdAsync(cancellationToken);

    /// <summary>Ends the calls under way. What they use is theirs until they have ended: only what AwsCalls stands before is closed here.</summary>
    public void Dispose()
    {
        _closing.Cancel();
        _closing.Dispose();
        _session.Dispose();
    }
}
