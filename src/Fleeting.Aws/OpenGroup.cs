using AwsClients.Session;
using Fleeting.Aws.Configuration;
using Fleeting.Aws.Connecting;
using Fleeting.Aws.Health;
using Fleeting.Aws.Scaling;
using Microsoft.Extensions.Logging;
using Fleeting.Aws.Errors;

namespace Fleeting.Aws;

/// <summary>The rooms of one group, from Init to Shutdown.</summary>
internal sealed class OpenGroup : IDisposable
{
    private readonly AwsSession _session;
    private readonly CancellationTokenSource _closing = new();

    public OpenGroup(AwsSession session, PluginConfig config, ConnectorSettings settings, ILogger logger, TimeProvider time)
    {
        _session = session;
        Closing = _closing.Token;
        Scope = new GroupScope(config.Name, session.Region);
        var calls = new AwsCalls(Scope, logger, time, Closing);
        Reader = new GroupReader(Scope, session.AutoScaling, calls, logger, time);
        DesiredCapacity = new DesiredCapacity(Scope, logger);
        ScaleOut = new ScaleOut(Scope, Reader, session.AutoScaling, calls, DesiredCapacity);
        ScaleIn = new ScaleIn(Scope, Reader, session.AutoScaling, calls, DesiredCapacity, logger);
        Heartbeat = new Heartbeat(Scope, Reader);
        Passwords = new WindowsPasswords(Scope, Reader, session.Ec2, calls, logger, time);
        var facts = new InstanceFactsReader(Scope, session.Ec2, calls, time);
        Connector = new Connector(Scope, config, settings, Reader, facts, session.InstanceConnect, calls, Passwords, logger, time);
    }

    /// <summary>Cancelled when the group is closed: every call on it ends then.</summary>
    public CancellationToken Closing { get; }

    public GroupScope Scope { get; }

    public GroupReader Reader { get; }

    public DesiredCapacity DesiredCapacity { get; }

    public ScaleOut ScaleOut { get; }

    public ScaleIn ScaleIn { get; }

    public Heartbeat Heartbeat { get; }

    public Connector Connector { get; }

    public WindowsPasswords Passwords { get; }

    /// <summary>Reads the group now and takes notice of what changed.</summary>
    public async Task<GroupSnapshot> ReadAsync(CancellationToken cancellationToken)
    {
        var version = DesiredCapacity.Version;
        var snapshot = await Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        DesiredCapacity.Observe(snapshot, version);
        Passwords.KeepOnly(snapshot);
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
