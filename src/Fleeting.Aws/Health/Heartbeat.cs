using Fleeting.Errors;

namespace Fleeting.Aws.Health;

/// <summary>Tells whether an instance may be given a job.</summary>
internal sealed class Heartbeat(KnownHealth known, HealthReads reads)
{
    /// <summary>
    /// Answers within three seconds. That AWS cannot be asked says nothing of the instance, and removing every instance would turn an
    /// outage into a loss: then what is known for good is all that counts.
    /// </summary>
    /// <exception cref="ProviderException">The instance must not be used.</exception>
    public async Task CheckAsync(string instanceId, CancellationToken cancellationToken)
    {
        await reads.LookAsync(instanceId, cancellationToken).ConfigureAwait(false);
        if (known.WhyNot(instanceId) is { } unfit)
        {
            throw new ProviderException(unfit.Reason, $"could not vouch for {instanceId}: {unfit.Cause}; it must not get another job");
        }
    }
}
