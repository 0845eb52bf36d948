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

    private readonly Lock _lock = new();
    private readonly HashSet<string> _given = [];

    public void Give(GroupProperties group)
    {
        lock (_lock)
        {
            var (name, region) = (scope.Name, scope.Region);
            On(
                group.Has(GroupFault.NotProtectedFromScaleIn),
                nameof(Log.NotProtectedFromScaleIn),
                () => Log.NotProtectedFromScaleIn(logger, name, region));
            On(group.Has(GroupFault.AzRebalanceActive), nameof(Log.AzRebalanceActive), () => Log.AzRebalanceActive(logger, name, region));
            On(group.Has(GroupFault.MinSizeAboveZero), nameof(Log.MinSizeAboveZero), () => Log.MinSizeAboveZero(logger, name, region, group.MinSize));
            On(group.Has(GroupFault.MaxSizeZero), nameof(Log.MaxSizeZero), () => Log.MaxSizeZero(logger, name, region));
            On(group.Has(GroupFault.CapacityRebalanceOn), nameof(Log.CapacityRebalanceOn), () => Log.CapacityRebalanceOn(logger, name, region));
            On(group.Has(GroupFault.Weighted), nameof(Log.GroupWeighted), () => Log.GroupWeighted(logger, name, region));
            On(
                group.Has(GroupFault.LaunchSuspended),
                Launch,
                () => GiveSuspended(Launch, group),
                () => Log.ProcessResumed(logger, name, region, Launch));
            On(
                group.Has(GroupFault.TerminateSuspended),
                Terminate,
                () => GiveSuspended(Terminate, group),
                () => Log.ProcessResumed(logger, name, region, Terminate));
        }
    }

    private void GiveSuspended(string process, GroupProperties group)
    {
        var (name, region) = (scope.Name, scope.Region);
        if (group.SuspendedByAws(process) is { } reason)
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
