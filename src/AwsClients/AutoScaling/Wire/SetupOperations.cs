using Amazon.Runtime.Internal;

namespace AwsClients.AutoScaling.Wire;

/// <summary>How each operation of <see cref="IAutoScalingSetup"/> goes out and comes back.</summary>
internal static class SetupOperations
{
    public static readonly InvokeOptions DescribePolicies = Operations.Operation<DescribePoliciesRequest, DescribePoliciesResponse>(
        "DescribePolicies",
        (request, form) =>
        {
            form.Add("AutoScalingGroupName", request.AutoScalingGroupName);
            form.Add("NextToken", request.NextToken);
        },
        (x, response, name) =>
        {
            switch (name)
            {
                case "ScalingPolicies": response.ScalingPolicies = x.Members(SetupShapes.Policy); break;
                case "NextToken": response.NextToken = x.Text(); break;
            }
        });

    public static readonly InvokeOptions DescribeScheduledActions = Operations.Operation<DescribeScheduledActionsRequest, DescribeScheduledActionsResponse>(
        "DescribeScheduledActions",
        (request, form) =>
        {
            form.Add("AutoScalingGroupName", request.AutoScalingGroupName);
            form.Add("NextToken", request.NextToken);
        },
        (x, response, name) =>
        {
            switch (name)
            {
                case "ScheduledUpdateGroupActions": response.ScheduledUpdateGroupActions = x.Members(SetupShapes.ScheduledAction); break;
                case "NextToken": response.NextToken = x.Text(); break;
            }
        });

    public static readonly InvokeOptions DescribeLifecycleHooks = Operations.Operation<DescribeLifecycleHooksRequest, DescribeLifecycleHooksResponse>(
        "DescribeLifecycleHooks",
        (request, form) =>
        {
            form.Add("AutoScalingGroupName", request.AutoScalingGroupName);
        },
        (x, response, name) =>
        {
            switch (name)
            {
                case "LifecycleHooks": response.LifecycleHooks = x.Members(SetupShapes.LifecycleHook); break;
            }
        });

    public static readonly InvokeOptions DescribeInstanceRefreshes = Operations.Operation<DescribeInstanceRefreshesRequest, DescribeInstanceRefreshesResponse>(
        "DescribeInstanceRefreshes",
        (request, form) =>
        {
            form.Add("AutoScalingGroupName", request.AutoScalingGroupName);
            form.Add("NextToken", request.NextToken);
        },
        (x, response, name) =>
        {
            switch (name)
            {
                case "InstanceRefreshes": response.InstanceRefreshes = x.Members(SetupShapes.InstanceRefresh); break;
                case "NextToken": response.NextToken = x.Text(); break;
            }
        });

    public static readonly InvokeOptions DescribeLaunchConfigurations =
        Operations.Operation<DescribeLaunchConfigurationsRequest, DescribeLaunchConfigurationsResponse>(
        "DescribeLaunchConfigurations",
        (request, form) =>
        {
            form.Add("LaunchConfigurationNames", request.LaunchConfigurationNames);
            form.Add("NextToken", request.NextToken);
        },
        (x, response, name) =>
        {
            switch (name)
            {
                case "LaunchConfigurations": response.LaunchConfigurations = x.Members(SetupShapes.LaunchConfiguration); break;
                case "NextToken": response.NextToken = x.Text(); break;
            }
        });
}
