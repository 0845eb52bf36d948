using AwsClients.Query;

namespace AwsClients.AutoScaling.Wire;

/// <summary>The structures inside Auto Scaling's answers.</summary>
internal static class Shapes
{
    public static AutoScalingGroup Group(QueryReader x) => x.Structure(new AutoScalingGroup(), static (x, group, name) =>
    {
        switch (name)
        {
            case "AutoScalingGroupName": group.AutoScalingGroupName = x.Text(); break;
            case "MinSize": group.MinSize = x.Number(); break;
            case "MaxSize": group.MaxSize = x.Number(); break;
            case "DesiredCapacity": group.DesiredCapacity = x.Number(); break;
            case "DesiredCapacityType": group.DesiredCapacityType = x.Text(); break;
            case "LaunchTemplate": group.LaunchTemplate = LaunchTemplateSpecification(x); break;
            case "LaunchConfigurationName": group.LaunchConfigurationName = x.Text(); break;
            case "VPCZoneIdentifier": group.VPCZoneIdentifier = x.Text(); break;
            case "MaxInstanceLifetime": group.MaxInstanceLifetime = x.Number(); break;
            case "MixedInstancesPolicy": group.MixedInstancesPolicy = MixedInstancesPolicy(x); break;
            case "Instances": group.Instances = x.Members(Instance); break;
            case "SuspendedProcesses": group.SuspendedProcesses = x.Members(SuspendedProcess); break;
            case "NewInstancesProtectedFromScaleIn": group.NewInstancesProtectedFromScaleIn = x.Flag(); break;
            case "CapacityRebalance": group.CapacityRebalance = x.Flag(); break;
            case "Status": group.Status = x.Text(); break;
            case "WarmPoolConfiguration": group.WarmPoolConfiguration = WarmPool(x); break;
            case "WarmPoolSize": group.WarmPoolSize = x.Number(); break;
        }
    });

    public static AutoScalingInstanceDetails InstanceDetails(QueryReader x) =>
        x.Structure(new AutoScalingInstanceDetails(), static (x, instance, name) =>
        {
            switch (name)
            {
                case "InstanceId": instance.InstanceId = x.Text(); break;
                case "InstanceType": instance.InstanceType = x.Text(); break;
                case "AutoScalingGroupName": instance.AutoScalingGroupName = x.Text(); break;
                case "LifecycleState": instance.LifecycleState = x.Text(); break;
                case "HealthStatus": instance.HealthStatus = x.Text(); break;
                case "ProtectedFromScaleIn": instance.ProtectedFromScaleIn = x.Flag(); break;
                case "WeightedCapacity": instance.WeightedCapacity = x.Text(); break;
            }
        });

    public static Activity Activity(QueryReader x) => x.Structure(new Activity(), ReadActivity);

    /// <summary>The same, where there may be none.</summary>
    public static Activity? ActivityOrNull(QueryReader x) => x.StructureOrNull(new Activity(), ReadActivity);

    private static void ReadActivity(QueryReader x, Activity activity, string name)
    {
        switch (name)
        {
            case "ActivityId": activity.ActivityId = x.Text(); break;
            case "AutoScalingGroupName": activity.AutoScalingGroupName = x.Text(); break;
            case "Description": activity.Description = x.Text(); break;
            case "StartTime": activity.StartTime = x.Time(); break;
            case "StatusCode": activity.StatusCode = x.Text(); break;
            case "StatusMessage": activity.StatusMessage = x.Text(); break;
            case "Details": activity.Details = x.Text(); break;
        }
    }

    private static Instance Instance(QueryReader x) => x.Structure(new Instance(), static (x, instance, name) =>
    {
        switch (name)
        {
            case "InstanceId": instance.InstanceId = x.Text(); break;
            case "InstanceType": instance.InstanceType = x.Text(); break;
            case "LifecycleState": instance.LifecycleState = x.Text(); break;
            case "HealthStatus": instance.HealthStatus = x.Text(); break;
            case "ProtectedFromScaleIn": instance.ProtectedFromScaleIn = x.Flag(); break;
            case "WeightedCapacity": instance.WeightedCapacity = x.Text(); break;
        }
    });

    private static MixedInstancesPolicy? MixedInstancesPolicy(QueryReader x) =>
        x.StructureOrNull(new MixedInstancesPolicy(), static (x, policy, name) =>
        {
            if (name == "LaunchTemplate")
            {
                policy.LaunchTemplate = LaunchTemplate(x);
            }
        });

    private static LaunchTemplate? LaunchTemplate(QueryReader x) => x.StructureOrNull(new LaunchTemplate(), static (x, template, name) =>
    {
        switch (name)
        {
            case "LaunchTemplateSpecification": template.LaunchTemplateSpecification = LaunchTemplateSpecification(x); break;
            case "Overrides": template.Overrides = x.Members(Override); break;
        }
    });

    private static LaunchTemplateSpecification? LaunchTemplateSpecification(QueryReader x) =>
        x.StructureOrNull(new LaunchTemplateSpecification(), static (x, template, name) =>
        {
            switch (name)
            {
                case "LaunchTemplateId": template.LaunchTemplateId = x.Text(); break;
                case "LaunchTemplateName": template.LaunchTemplateName = x.Text(); break;
                case "Version": template.Version = x.Text(); break;
            }
        });

    private static WarmPoolConfiguration? WarmPool(QueryReader x) =>
        x.StructureOrNull(new WarmPoolConfiguration(), static (x, pool, name) =>
        {
            switch (name)
            {
                case "MinSize": pool.MinSize = x.Number(); break;
                case "PoolState": pool.PoolState = x.Text(); break;
                case "Status": pool.Status = x.Text(); break;
            }
        });

    private static LaunchTemplateOverrides Override(QueryReader x) => x.Structure(new LaunchTemplateOverrides(), static (x, given, name) =>
    {
        if (name == "WeightedCapacity")
        {
            given.WeightedCapacity = x.Text();
        }
    });

    private static SuspendedProcess SuspendedProcess(QueryReader x) => x.Structure(new SuspendedProcess(), static (x, process, name) =>
    {
        switch (name)
        {
            case "ProcessName": process.ProcessName = x.Text(); break;
            case "SuspensionReason": process.SuspensionReason = x.Text(); break;
        }
    });
}
