using AwsSimulator.Cloud;

namespace AwsSimulator.Control;

/// <summary>What is wrong with a group's setup, as options: of the command line, and of the control's <c>PUT /setup</c>.</summary>
internal static class SetupOptions
{
    public const string Help = """
          --suspend PROCESS       a process is suspended, such as Launch or Terminate; may be repeated
          --az-rebalance          AZRebalance is not suspended
          --no-scale-in-protection  new instances are not protected from scale-in
          --capacity-rebalance    CapacityRebalance is on
          --max-instance-lifetime SECONDS
          --warm-pool STATE       there is a warm pool: Stopped, Running or Hibernated
          --scaling-policy NAME   there is a scaling policy; may be repeated
          --schedule NAME         there is a scheduled action; may be repeated
          --lifecycle-hook NAME   there is a hook for launches; may be repeated
          --instance-refresh      an instance refresh is in progress
          --deleting              the group is being deleted
          --no-launch-template    the launch template is gone, and launches fail
          --no-image              the image is gone, and launches fail
          --no-ingress            the security group lets nobody in
          --ipv6-subnet           the subnet gives IPv6 addresses only
        """;

    private static readonly string[] _processes =
    [
        "Launch", "Terminate", "AddToLoadBalancer", "AlarmNotification", "AZRebalance", "HealthCheck", "InstanceRefresh", "ReplaceUnhealthy",
        "ScheduledActions",
    ];

    private static readonly string[] _warmPools = ["Stopped", "Running", "Hibernated"];

    /// <summary>The group with what the option says; null: it is none of these.</summary>
    /// <exception cref="ArgumentException">It has no value, or one that cannot be.</exception>
    public static GroupSettings? Apply(GroupSettings group, string option, Arguments arguments)
    {
        var setup = group.Setup;
        return option switch
        {
            "--suspend" => group with { SuspendedProcesses = [.. group.SuspendedProcesses.Append(OneOf(_processes, option, arguments)).Distinct()] },
            "--az-rebalance" => group with { SuspendedProcesses = [.. group.SuspendedProcesses.Where(process => process != "AZRebalance")] },
            "--no-scale-in-protection" => group with { NewInstancesProtectedFromScaleIn = false },
            "--capacity-rebalance" => group with { CapacityRebalance = true },
            "--max-instance-lifetime" => With(setup with { MaxInstanceLifetime = arguments.Number(option) }),
            "--warm-pool" => With(setup with { WarmPoolState = OneOf(_warmPools, option, arguments) }),
            "--scaling-policy" => With(setup with { Policies = [.. setup.Policies, new(arguments.Text(option))] }),
            "--schedule" => With(setup with { ScheduledActions = [.. setup.ScheduledActions, arguments.Text(option)] }),
            "--lifecycle-hook" => With(setup with { LifecycleHooks = [.. setup.LifecycleHooks, new(arguments.Text(option))] }),
            "--instance-refresh" => With(setup with { InstanceRefreshes = ["InProgress"] }),
            "--deleting" => With(setup with { Status = "Delete in progress" }),
            "--no-launch-template" => With(setup with { IsLaunchTemplateGone = true }),
            "--no-image" => With(setup with { Image = null }),
            "--no-ingress" => With(setup with { Ingress = [] }),
            "--ipv6-subnet" => With(setup with { IsSubnetIpv6Native = true }),
            _ => null,
        };

        GroupSettings With(GroupSetup changed) => group with { Setup = changed };
    }

    /// <summary>Gives a group that exists the setup that these options say, and nothing of the one that it had.</summary>
    /// <exception cref="ArgumentException">One is unknown or wrong; the group is as it was.</exception>
    public static void Replace(SimulatedGroup group, string options)
    {
        var wanted = new GroupSettings { Name = group.Name };
        var arguments = new Arguments(options.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        while (arguments.Next() is { } option)
        {
            wanted = Apply(wanted, option, arguments) ?? throw new ArgumentException($"unknown option of the setup: {option}");
        }

        group.NewInstancesProtectedFromScaleIn = wanted.NewInstancesProtectedFromScaleIn;
        group.CapacityRebalance = wanted.CapacityRebalance;
        group.Setup = wanted.Setup;
        group.SuspendedProcesses = wanted.SuspendedProcesses;
    }

    private static string OneOf(string[] known, string option, Arguments arguments)
    {
        var value = arguments.Text(option);
        return known.Contains(value) ? value : throw new ArgumentException($"{option} needs one of {string.Join(", ", known)}, not {value}");
    }
}
