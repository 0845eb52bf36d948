using AwsClients.InstanceConnect;
using Fleeting.Aws.Configuration;
using Fleeting.Aws.Errors;
using Fleeting.Aws.Keys;
using Fleeting.Aws.Scaling;
using Microsoft.Extensions.Logging;

namespace Fleeting.Aws.Connecting;

/// <summary>Finds the way onto an instance: its addresses, and credentials that open it.</summary>
internal sealed class Connector(
    GroupScope scope,
    PluginConfig config,
    ConnectorSettings settings,
    GroupReader reader,
    InstanceFactsReader factsReader,
    IInstanceConnect instanceConnect,
    AwsCalls calls,
    WindowsPasswords passwords,
    ILogger logger,
    TimeProvider time)
{
    /// <summary>How long an instance takes a key after SendSSHPublicKey (EC2 Instance Connect API).</summary>
    private static readonly TimeSpan KeyLifetime = TimeSpan.FromSeconds(60);

    /// <summary>For clocks that differ, and for the login itself.</summary>
    private static readonly TimeSpan ExpiryMargin = TimeSpan.FromSeconds(5);

    // A new instance can be unknown to EC2 for a few seconds, and "currently unavailable" to Instance Connect: 1 + 2 + 4 + 8 seconds.
    private const int Attempts = 5;
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);

    /// <exception cref="ProviderException">The instance cannot be used, the key does not fit, or AWS said no.</exception>
    public async Task<ConnectInfo> ConnectAsync(string instanceId, CancellationToken cancellationToken)
    {
        RefuseWhenLeaving(instanceId);
        var facts = await FindAsync(instanceId, cancellationToken).ConfigureAwait(false);
        if (facts.State is not ("pending" or "running"))
        {
            var reason = facts.StateReason.Length > 0 ? $" ({facts.StateReason})" : "";
            throw Unusable(instanceId, $"EC2 says that it is {facts.State}{reason}");
        }

        var internalAddress = facts.PrivateAddress.Length > 0 ? facts.PrivateAddress : facts.Ipv6Address;
        if (internalAddress.Length == 0)
        {
            throw Unusable(instanceId, "EC2 lists neither a private IPv4 address nor an IPv6 address of it");
        }

        var externalAddress = facts.PublicAddress.Length > 0 ? facts.PublicAddress : facts.Ipv6Address;
        var connector = ConnectorDetection.Complete(settings.Given, facts);
        DateTimeOffset? expires = null;
        if (!connector.UseStaticCredentials)
        {
            if (connector.Protocol == ConnectorProtocol.Ssh)
            {
                (connector, expires) = await SendKeyAsync(connector, facts, cancellationToken).ConfigureAwait(false);
            }
            else if (connector.Password.Length == 0)
            {
                connector = await WithPasswordAsync(connector, instanceId, cancellationToken).ConfigureAwait(false);
            }
        }

        Log.Connect(
            logger, instanceId, scope.Name, connector.Protocol, connector.Username, connector.Os, connector.Arch, internalAddress,
            expires is null ? "never expires" : $"expires {expires:u}");
        return new ConnectInfo(connector, internalAddress, externalAddress, expires);
    }

    private async Task<(ConnectorConfig Connector, DateTimeOffset Expires)> SendKeyAsync(
        ConnectorConfig connector, InstanceFacts facts, CancellationToken cancellationToken)
    {
        var key = settings.Key ?? SshKeyFactory.Create(config.DynamicKeyType);
        var request = new SendSSHPublicKeyRequest
        {
            InstanceId = facts.Id,
            InstanceOSUser = connector.Username,
            SSHPublicKey = key.PublicKey,
            AvailabilityZone = facts.AvailabilityZone.Length > 0 ? facts.AvailabilityZone : null,
        };

        var pause = FirstPause;
        for (var attempt = 1; ; attempt++, pause *= 2)
        {
            var sentAt = time.GetUtcNow();
            try
            {
                await calls.RunAsync(
                    AwsAction.SendSSHPublicKey,
                    $"send an SSH key for {connector.Username} to {facts.Id} of {scope}",
                    token => instanceConnect.SendSSHPublicKeyAsync(request, token),
                    cancellationToken).ConfigureAwait(false);
                return (connector with { Key = key.Pem }, sentAt + KeyLifetime - ExpiryMargin);
            }
            catch (AwsException e) when (
                e.Code is "EC2InstanceUnavailableException" or "EC2InstanceNotFoundException" && attempt < Attempts)
            {
                Log.AskingAgain(logger, facts.Id, e.Cause, pause);
                await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
                RefuseWhenLeaving(facts.Id);
            }
        }
    }

    private async Task<ConnectorConfig> WithPasswordAsync(
        ConnectorConfig connector, string instanceId, CancellationToken cancellationToken)
    {
        var key = settings.RsaKey ?? throw new ProviderException(
            ProviderErrorReason.FailedPrecondition,
            settings.Key is null
                ? $"could not get the Windows password of {instanceId}: connector_config has no key_path; give the RSA private key of the key pair " +
                  "that the instance was launched with, or a password"
                : $"could not get the Windows password of {instanceId}: the key of key_path in connector_config is {settings.Key.Algorithm}, but " +
                  "Windows passwords are encrypted with RSA key pairs only; give the RSA private key that the instance was launched with");
        return connector with { Password = await passwords.GetAsync(instanceId, key, cancellationToken).ConfigureAwait(false) };
    }

    private async Task<InstanceFacts> FindAsync(string instanceId, CancellationToken cancellationToken)
    {
        var pause = FirstPause;
        for (var attempt = 1; ; attempt++, pause *= 2)
        {
            if (await factsReader.FindAsync(instanceId, cancellationToken).ConfigureAwait(false) is { } facts)
            {
                return facts;
            }

            // Only what the group has just started can be too new for EC2.
            if (attempt == Attempts || reader.Last?.Instances.ContainsKey(instanceId) != true)
            {
                throw new ProviderException(
                    ProviderErrorReason.NotFound,
                    $"could not connect to {instanceId}: EC2 in {scope.Region} does not know it; it was terminated a while ago, or is of another region");
            }

            Log.AskingAgain(logger, instanceId, "EC2 does not know it yet", pause);
            await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private void RefuseWhenLeaving(string instanceId)
    {
        if (reader.Last?.Instances.GetValueOrDefault(instanceId) is { IsLeaving: true, LifecycleState: var state })
        {
            throw Unusable(instanceId, $"it is {state} in {scope}");
        }
    }

    private static ProviderException Unusable(string instanceId, string cause) =>
        new(ProviderErrorReason.FailedPrecondition, $"could not connect to {instanceId}: {cause}");
}
