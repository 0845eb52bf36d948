using Fleeting.Errors;

namespace Fleeting;

/// <summary>
/// A group of instances of some cloud, as GitLab Runner drives it: the contract that a provider implements and
/// <see cref="Serving.InstanceGroupService"/> puts on the wire.
/// </summary>
/// <remarks>
/// The host calls <see cref="InitAsync"/> first, and again only to change the configuration: one that fails leaves the earlier one in
/// force. Any other call may come at any time after it, several at once. Throw
/// <see cref="ConfigException"/> for what the user must change, <see cref="ProviderException"/> for what the cloud refused; anything
/// else counts as a bug. An exception's message is what the user reads in GitLab Runner's log.
/// </remarks>
public interface IInstanceGroup
{
    /// <summary>Reads the configuration and proves that the group can be reached.</summary>
    Task<ProviderInfo> InitAsync(GroupSettings settings, CancellationToken cancellationToken);

    /// <summary>
    /// Every instance of the group and its state. All of them or an exception: the host takes an id that is missing from six answers in a
    /// row for a dead instance.
    /// </summary>
    Task<IReadOnlyList<Instance>> UpdateAsync(CancellationToken cancellationToken);

    /// <summary>Asks for <paramref name="count"/> more instances and says how many of them were asked of the cloud.</summary>
    Task<IncreaseResult> IncreaseAsync(int count, CancellationToken cancellationToken);

    /// <summary>
    /// Deletes instances. Those already gone count as succeeded; the host asks again for the ones that are not in the result.
    /// </summary>
    Task<InstancesResult> DecreaseAsync(IReadOnlyList<string> instanceIds, CancellationToken cancellationToken);

    /// <summary>The way onto an instance. Called for each job, many at once.</summary>
    Task<ConnectInfo> ConnectInfoAsync(string instanceId, CancellationToken cancellationToken);

    /// <summary>Returns when the instance may be given a job; throws <see cref="ProviderException"/> when it must be removed.</summary>
    Task HeartbeatAsync(string instanceId, CancellationToken cancellationToken);

    /// <summary>
    /// Suspends instances; only called when <see cref="ProviderInfo.Capabilities"/> names <see cref="Capability.SuspendResume"/>.
    /// </summary>
    Task<InstancesResult> SuspendAsync(IReadOnlyList<string> instanceIds, CancellationToken cancellationToken) =>
        throw new ProviderException(ProviderErrorReason.Unsupported, "could not suspend: this plugin does not suspend instances");

    /// <summary>Resumes suspended instances; see <see cref="SuspendAsync"/>.</summary>
    Task<InstancesResult> ResumeAsync(IReadOnlyList<string> instanceIds, CancellationToken cancellationToken) =>
        throw new ProviderException(ProviderErrorReason.Unsupported, "could not resume: this plugin does not suspend instances");

    /// <summary>Stops background work. Instances stay as they are.</summary>
    Task ShutdownAsync(CancellationToken cancellationToken);
}
