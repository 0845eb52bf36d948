using AwsClients.Query;

namespace AwsClients.AutoScaling.Wire;

/// <summary>The structures inside the answers of <see cref="IAutoScalingSetup"/>.</summary>
internal static class SetupShapes
{
    public static ScalingPolicy Policy(QueryReader x) => x.Structure(new ScalingPolicy(), static (x, found, name) =>
    {
        switch (name)
        {
            case "PolicyName": found.PolicyName = x.Text(); break;
            case "PolicyType": found.PolicyType = x.Text(); break;
            case "Enabled": found.Enabled = x.Flag(); break;
        }
    });

    public static ScheduledUpdateGroupAction ScheduledAction(QueryReader x) => x.Structure(new ScheduledUpdateGroupAction(), static (x, found, name) =>
    {
        switch (name)
        {
            case "ScheduledActionName": found.ScheduledActionName = x.Text(); break;
            case "StartTime": found.StartTime = x.Time(); break;
            case "Recurrence": found.Recurrence = x.Text(); break;
        }
    });

    public static LifecycleHook LifecycleHook(QueryReader x) => x.Structure(new LifecycleHook(), static (x, found, name) =>
    {
        switch (name)
        {
            case "LifecycleHookName": found.LifecycleHookName = x.Text(); break;
            case "LifecycleTransition": found.LifecycleTransition = x.Text(); break;
            case "HeartbeatTimeout": found.HeartbeatTimeout = x.Number(); break;
            case "DefaultResult": found.DefaultResult = x.Text(); break;
        }
    });

    public static InstanceRefresh InstanceRefresh(QueryReader x) => x.Structure(new InstanceRefresh(), static (x, found, name) =>
    {
        switch (name)
        {
            case "InstanceRefreshId": found.InstanceRefreshId = x.Text(); break;
            case "Status": found.Status = x.Text(); break;
            case "PercentageComplete": found.PercentageComplete = x.Number(); break;
        }
    });

    public static LaunchConfiguration LaunchConfiguration(QueryReader x) => x.Structure(new LaunchConfiguration(), static (x, found, name) =>
    {
        switch (name)
        {
            case "LaunchConfigurationName": found.LaunchConfigurationName = x.Text(); break;
            case "ImageId": found.ImageId = x.Text(); break;
            case "KeyName": found.KeyName = x.Text(); break;
            case "SecurityGroups": found.SecurityGroups = x.Members(static x => x.Text() ?? ""); break;
        }
    });
}
