using Fleeting.Aws.Calls;
using Fleeting.Aws.Logging;
using Microsoft.Extensions.Logging;

namespace Fleeting.Aws.Scaling;

/// <summary>
/// Warns of settings of the group that cost its users jobs or instances, when they are first seen and each time they come back: AWS itself
/// suspends processes. docs/guides/group-settings.md has a paragraph on each.
/// </summary>
internal sealed class GroupAdvice(GroupScope scope, ILogger logger)
{
    private const string Launch = "Launch";
    private const string Terminate = "Terminate";

    // What a person suspends begins with this; AWS's own words for its suspensions are not documented.
    private const string ByUser = "User suspended";

    private readonly Lock _lock = new();
    private readonly HashSet<string> _given = [];

    public void Give(GroupProperties group)
    {
        lock (_lock)
        {
            var (name, region, suspended) = (scope.Name, scope.Region, group.SuspendedProcesses);
            On(!group.NewInstancesProtectedFromScaleIn, nameof(Log.NotProtectedFromScaleIn), () => Log.NotProtectedFromScaleIn(logger, name, region));
            On(!suspended.ContainsKey("AZRebalance"), nameof(Log.AzRebalanceActive), () => Log.AzRebalanceActive(logger, name, region));
            On(group.MinSize > 0, nameof(Log.MinSizeAboveZero), () => Log.MinSizeAboveZero(logger, name, region, group.MinSize));
            On(group.MaxSize == 0, nameof(Log.MaxSizeZero), () => Log.MaxSizeZero(logger, name, region));
            On(group.CapacityRebalance, nameof(Log.CapacityRebalanceOn), () => Log.CapacityRebalanceOn(logger, name, region));
            On(group.IsWeighted, nameof(Log.GroupWeighted), () => Log.GroupWeighted(logger, name, region));
            On(
                suspended.ContainsKey(Launch),
                Launch,
                () => GiveSuspended(Launch, suspended[Launch]),
                () => Log.ProcessResumed(logger, name, region, Launch));
            On(
                suspended.ContainsKey(Terminate),
                Terminate,
                () => GiveSuspended(Terminate, suspended[Terminate]),
                () => Log.ProcessResumed(logger, name, region, Terminate));
        }
    }

    private void GiveSuspended(string process, string reason)
    {
        var (name, region) = (scope.Name, scope.Region);
        if (reason.Length > 0 && !reason.StartsWith(ByUser, StringComparison.OrdinalIgnoreCase))
        {
            Log.SuspendedByAws(logger, name, region, process, reason);
        }
        else if (process == Launch)
        {
            Log.LaunchSuspended(logger, name, region);
        }
        else
        {
            Log.TerminateSuspended(logger, name, region);
        }
    }

    private void On(bool isSo, string advice, Action begin, Action? end = null)
    {
        if (isSo && _given.Add(advice))
        {
            begin();
        }
        else if (!isSo && _given.Remove(advice))
        {
            end?.Invoke();
        }
    }
}
