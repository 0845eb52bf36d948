using Amazon.Runtime;
using Amazon.Runtime.Internal;
using AwsClients.Query;

namespace AwsClients.AutoScaling.Wire;

/// <summary>How each operation of a scaler goes out and comes back.</summary>
internal static class Operations
{
    public static readonly InvokeOptions DescribeAutoScalingGroups =
        Operation<DescribeAutoScalingGroupsRequest, DescribeAutoScalingGroupsResponse>(
            "DescribeAutoScalingGroups",
            (request, form) =>
            {
                form.Add("AutoScalingGroupNames", request.AutoScalingGroupNames);
                form.Add("IncludeInstances", request.IncludeInstances);
                form.Add("NextToken", request.NextToken);
                form.Add("MaxRecords", request.MaxRecords);
            },
            (x, response, name) =>
            {
                switch (name)
                {
                    case "AutoScalingGroups": response.AutoScalingGroups = x.Members(Shapes.Group); break;
                    case "NextToken": response.NextToken = x.Text(); break;
                }
            });

    public static readonly InvokeOptions DescribeAutoScalingInstances =
        Operation<DescribeAutoScalingInstancesRequest, DescribeAutoScalingInstancesResponse>(
            "DescribeAutoScalingInstances",
            (request, form) =>
            {
                form.Add("InstanceIds", request.InstanceIds);
                form.Add("MaxRecords", request.MaxRecords);
                form.Add("NextToken", request.NextToken);
            },
            (x, response, name) =>
            {
                switch (name)
                {
                    case "AutoScalingInstances": response.AutoScalingInstances = x.Members(Shapes.InstanceDetails); break;
                    case "NextToken": response.NextToken = x.Text(); break;
                }
            });

    public static readonly InvokeOptions DescribeScalingActivities =
        Operation<DescribeScalingActivitiesRequest, DescribeScalingActivitiesResponse>(
            "DescribeScalingActivities",
            (request, form) =>
            {
                form.Add("AutoScalingGroupName", request.AutoScalingGroupName);
                form.Add("ActivityIds", request.ActivityIds);
                form.Add("MaxRecords", request.MaxRecords);
                form.Add("NextToken", request.NextToken);
                form.Add("Filters", request.Filters);
            },
            (x, response, name) =>
            {
                switch (name)
                {
                    case "Activities": response.Activities = x.Members(Shapes.Activity); break;
                    case "NextToken": response.NextToken = x.Text(); break;
                }
            });

    public static readonly InvokeOptions SetDesiredCapacity = Operation<SetDesiredCapacityRequest, SetDesiredCapacityResponse>(
        "SetDesiredCapacity",
        (request, form) =>
        {
            form.Add("AutoScalingGroupName", request.AutoScalingGroupName);
            form.Add("DesiredCapacity", request.DesiredCapacity);
            form.Add("HonorCooldown", request.HonorCooldown);
        },
        null);

    public static readonly InvokeOptions TerminateInstanceInAutoScalingGroup =
        Operation<TerminateInstanceInAutoScalingGroupRequest, TerminateInstanceInAutoScalingGroupResponse>(
            "TerminateInstanceInAutoScalingGroup",
            (request, form) =>
            {
                form.Add("InstanceId", request.InstanceId);
                form.Add("InstanceIds", request.InstanceIds);
                form.Add("AutoScalingGroupName", request.AutoScalingGroupName);
                form.Add("ShouldDecrementDesiredCapacity", request.ShouldDecrementDesiredCapacity);
            },
            (x, response, name) =>
            {
                switch (name)
                {
                    case "Activity": response.Activity = Shapes.ActivityOrNull(x); break;
                    case "Activities": response.Activities = x.Members(Shapes.Activity); break;
                }
            });

    /// <param name="action">The operation.</param>
    /// <param name="write">Writes the members of a request.</param>
    /// <param name="read">Reads a member of the result, by its name; null for an operation that has none.</param>
    public static InvokeOptions Operation<TRequest, TResponse>(
        string action, Action<TRequest, QueryForm> write, Action<QueryReader, TResponse, string>? read)
        where TRequest : AmazonWebServiceRequest
        where TResponse : AmazonWebServiceResponse, new() =>
        new()
        {
            RequestMarshaller = new QueryMarshaller<TRequest>(action, write),
            ResponseUnmarshaller = new QueryUnmarshaller<TResponse>(action, read),
        };
}
