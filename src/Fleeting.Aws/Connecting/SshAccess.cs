using AwsClients.InstanceConnect;
using Fleeting.Aws.Calls;
using Fleeting.Aws.Instances;
using Fleeting.Aws.Keys;
using Fleeting.Aws.Logging;
using Microsoft.Extensions.Logging;

namespace Fleeting.Aws.Connecting;

/// <summary>Opens instances over SSH: sends them the public half of a key.</summary>
/// <param name="scope">The group.</param>
/// <param name="given">The user's key; null for a fresh one for each connection.</param>
/// <param name="freshType">What a fresh one is.</param>
internal sealed class SshAccess(
    GroupScope scope, SshKeyPair? given, SshKeyType freshType, IInstanceConnect instanceConnect, AwsCalls calls, ILogger logger, TimeProvider time)
{
    // How long an instance takes a key after SendSSHPublicKey (EC2 Instance Connect API).
    private static readonly TimeSpan _keyLifetime = TimeSpan.FromSeconds(60);

    // For clocks that differ, and for the login itself.
    private static readonly TimeSpan _expiryMargin = TimeSpan.FromSeconds(5);

    // Instance Connect can be some seconds behind EC2, which knows the instance by now.
    private const int TriesWhileUnknown = 5;

    /// <summary>Sends a key. What may pass is tried again, slower each time.</summary>
    /// <returns>The connector with the key, and until when the instance takes it.</returns>
    /// <exception cref="AwsException">AWS said no.</exception>
    public async Task<(ConnectorConfig Connector, DateTimeOffset Expires)> OpenAsync(
        ConnectorConfig connector, InstanceFacts facts, Patience patience, CancellationToken cancellationToken)
    {
        var key = given ?? SshKeyFactory.Create(freshType);
        var request = new SendSSHPublicKeyRequest
        {
            InstanceId = facts.Id,
            InstanceOSUser = connector.Username,
            SSHPublicKey = key.PublicKey,
            AvailabilityZone = facts.AvailabilityZone.Length > 0 ? facts.AvailabilityZone : null,
        };

        for (var failures = 1; ; failures++)
        {
            var sentAt = time.GetUtcNow();
            var pause = Backoff.Pause(failures);
            try
            {
                await calls.RunAsync(
                    AwsAction.SendSSHPublicKey,
                    $"send an SSH key for {connector.Username} to {facts.Id} of {scope}",
                    token => instanceConnect.SendSSHPublicKeyAsync(request, token),
                    cancellationToken).ConfigureAwait(false);
                return (connector with { Key = key.Pem }, sentAt + _keyLifetime - _expiryMargin);
            }
            catch (AwsException e) when (MayPass(e, failures) && !patience.EndsWithin(pause))
            {
                if (!e.IsOutage)
                {
                    Log.AskingAgain(logger, facts.Id, e.Cause, pause);
                }

                await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static bool MayPass(AwsException e, int failures) =>
        e.MayPass || (e.Code is "EC2InstanceNotFoundException" && failures < TriesWhileUnknown);
}
