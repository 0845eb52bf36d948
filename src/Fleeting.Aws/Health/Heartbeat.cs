using Fleeting.Aws.Errors;
using Fleeting.Aws.Scaling;

namespace Fleeting.Aws.Health;

/// <summary>Tells whether an instance may be given a job, from the group's own state.</summary>
internal sealed class Heartbeat(GroupScope scope, GroupReader reader)
{
    // Fresh enough to refuse what is going away, old enough that one call serves all heartbeats of a busy moment.
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(3);

    /// <exception cref="ProviderException">The instance must not be used.</exception>
    public async Task CheckAsync(string instanceId, CancellationToken cancellationToken)
    {
        GroupSnapshot snapshot;
        try
        {
            snapshot = await reader.ReadRecentAsync(MaxAge, cancellationToken).ConfigureAwait(false);
        }
        catch (AwsException)
        {
            // That AWS cannot be asked says nothing of the instance, and removing every instance would turn an outage into a loss.
            return;
        }

        if (!snapshot.Instances.TryGetValue(instanceId, out var instance))
        {
            throw Unhealthy(ProviderErrorReason.NotFound, instanceId, $"{scope} does not have it");
        }

        if (instance.State is not InstanceState.Running)
        {
            throw Unhealthy(ProviderErrorReason.FailedPrecondition, instanceId, $"its lifecycle state in {scope} is {instance.LifecycleState}");
        }

        if (!instance.HealthStatus.Equals("Healthy", StringComparison.OrdinalIgnoreCase))
        {
            throw Unhealthy(ProviderErrorReason.FailedPrecondition, instanceId, $"its health status in {scope} is {instance.HealthStatus}");
        }
    }

    private static ProviderException Unhealthy(ProviderErrorReason reason, string instanceId, string cause) =>
        new(reason, $"could not vouch for {instanceId}: {cause}; it must not get another job");
}
