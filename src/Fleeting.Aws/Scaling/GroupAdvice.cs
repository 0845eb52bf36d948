using Microsoft.Extensions.Logging;
using Fleeting.Aws.Errors;

namespace Fleeting.Aws.Scaling;

/// <summary>Warns, at Init, of settings of the group that cost its users jobs or instances. docs/guides/group-settings.md has a paragraph on each.</summary>
internal static class GroupAdvice
{
    public static void Give(GroupScope scope, GroupProperties group, ILogger logger)
    {
        if (!group.NewInstancesProtectedFromScaleIn)
        {
            Log.NotProtectedFromScaleIn(logger, scope.Name, scope.Region);
        }

        if (!group.SuspendedProcesses.Contains("AZRebalance"))
        {
            Log.AzRebalanceActive(logger, scope.Name, scope.Region);
        }

        if (group.SuspendedProcesses.Contains("Launch"))
        {
            Log.LaunchSuspended(logger, scope.Name, scope.Region);
        }

        if (group.SuspendedProcesses.Contains("Terminate"))
        {
            Log.TerminateSuspended(logger, scope.Name, scope.Region);
        }

        if (group.MinSize > 0)
        {
            Log.MinSizeAboveZero(logger, scope.Name, scope.Region, group.MinSize);
        }

        if (group.MaxSize == 0)
        {
            Log.MaxSizeZero(logger, scope.Name, scope.Region);
        }

        if (group.CapacityRebalance)
        {
            Log.CapacityRebalanceOn(logger, scope.Name, scope.Region);
        }
    }
}
