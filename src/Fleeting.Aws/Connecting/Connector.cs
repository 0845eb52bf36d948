using Fleeting.Aws.Calls;
using Fleeting.Aws.Health;
using Fleeting.Aws.Instances;
using Fleeting.Aws.Logging;
using Fleeting.Errors;
using Microsoft.Extensions.Logging;

namespace Fleeting.Aws.Connecting;

/// <summary>Finds the way onto an instance: its addresses, and credentials that open it.</summary>
internal sealed class Connector(
    GroupScope scope,
    ConnectorConfig given,
    KnownHealth health,
    HealthReads reads,
    InstanceFactsReader factsReader,
    SshAccess ssh,
    WindowsPasswords passwords,
    ILogger logger,
    TimeProvider time)
{
    // A host that sets no deadline still has jobs that wait; nothing comes back after that long by itself.
    private static readonly TimeSpan _limit = TimeSpan.FromMinutes(10);

    /// <summary>
    /// What may pass is tried again until the caller's deadline, ten minutes at most; what will not, and an instance that must not be used,
    /// is answered at once, also while it waits.
    /// </summary>
    /// <exception cref="ProviderException">The instance cannot be used, the key does not fit, or AWS said no.</exception>
    public async Task<ConnectInfo> ConnectAsync(string instanceId, CancellationToken cancellationToken)
    {
        if (!health.IsInGroup(instanceId))
        {
            await reads.LookAsync(instanceId, cancellationToken).ConfigureAwait(false);
        }

        return await health.WhileFitAsync(
            instanceId, token => OpenAsync(instanceId, token), unfit => Refused(instanceId, unfit), cancellationToken).ConfigureAwait(false);
    }

    private async Task<ConnectInfo> OpenAsync(string instanceId, CancellationToken cancellationToken)
    {
        var patience = new Patience(_limit, time);
        var facts = await FindAsync(instanceId, patience, cancellationToken).ConfigureAwait(false);
        ThrowIfUnfit(instanceId);
        if (facts.InternalAddress.Length == 0)
        {
            throw new ProviderException(
                ProviderErrorReason.FailedPrecondition,
                $"could not connect to {instanceId}: EC2 in {scope.Region} lists neither a private IPv4 address nor an IPv6 address of it");
        }

        var lookedAtSpotRequest = reads.LookAtSpotRequestAsync(instanceId, cancellationToken);
        var (connector, expires) = await CompleteAsync(facts, patience, cancellationToken).ConfigureAwait(false);
        await lookedAtSpotRequest.ConfigureAwait(false);
        ThrowIfUnfit(instanceId);

        Log.Connect(
            logger, instanceId, scope.Name, connector.Protocol, connector.Username, connector.Os, connector.Arch, facts.InternalAddress,
            expires is null ? "never expires" : $"expires {expires:u}");
        return new ConnectInfo(connector, facts.InternalAddress, facts.ExternalAddress, expires);
    }

    private async Task<(ConnectorConfig Connector, DateTimeOffset? Expires)> CompleteAsync(
        InstanceFacts facts, Patience patience, CancellationToken cancellationToken)
    {
        var connector = ConnectorDetection.Complete(given, facts);
        if (connector.UseStaticCredentials)
        {
            return (connector, null);
        }

        if (connector.Protocol == ConnectorProtocol.Ssh)
        {
            return await ssh.OpenAsync(connector, facts, patience, cancellationToken).ConfigureAwait(false);
        }

        return connector.Password.Length > 0
            ? (connector, null)
            : (connector with { Password = await passwords.GetAsync(facts.Id, cancellationToken).ConfigureAwait(false) }, null);
    }

    private async Task<InstanceFacts> FindAsync(string instanceId, Patience patience, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            if (await factsReader.FindAsync(instanceId, patience, cancellationToken).ConfigureAwait(false) is { } facts)
            {
                return facts;
            }

            // A new instance can be unknown to EC2 for a few seconds. What the group does not list either is gone.
            var pause = Backoff.Pause(tries);
            if (!health.IsInGroup(instanceId) || patience.EndsWithin(pause))
            {
                throw new ProviderException(
                    ProviderErrorReason.NotFound,
                    $"could not connect to {instanceId}: EC2 in {scope.Region} does not know it; it was terminated a while ago, or is of another region");
            }

            Log.AskingAgain(logger, instanceId, "EC2 does not know it yet", pause);
            await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private void ThrowIfUnfit(string instanceId)
    {
        if (health.WhyNotConnect(instanceId) is { } unfit)
        {
            throw Refused(instanceId, unfit);
        }
    }

    private static ProviderException Refused(string instanceId, Unfit unfit) =>
        new(unfit.Reason, $"could not connect to {instanceId}: {unfit.Cause}");
}
