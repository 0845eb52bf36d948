using Amazon.Runtime;
using AwsClients.AutoScaling;
using AwsClients.Tests.Wire;

namespace AwsClients.Tests.AutoScaling;

/// <summary>What goes over the wire, held against AWS's own model.</summary>
public sealed class RequestTests
{
    private static readonly Dictionary<string, AmazonWebServiceRequest> _full = new()
    {
        ["DescribeAutoScalingGroups"] = new DescribeAutoScalingGroupsRequest
        {
            AutoScalingGroupNames = ["a", "b & c"],
            IncludeInstances = false,
            NextToken = "t==",
            MaxRecords = 100,
        },
        ["DescribeAutoScalingInstances"] = new DescribeAutoScalingInstancesRequest { InstanceIds = ["i-1", "i-2"], MaxRecords = 50, NextToken = "t" },
        ["DescribeScalingActivities"] = new DescribeScalingActivitiesRequest
        {
            AutoScalingGroupName = "a",
            ActivityIds = ["1", "2"],
            MaxRecords = 100,
            NextToken = "t",
            Filters =
            [
                new Filter { Name = "StartTimeLowerBound", Values = ["2026-08-12T10:02:00Z"] },
                new Filter { Name = "Status", Values = ["Failed", "Cancelled"] },
            ],
        },
        ["SetDesiredCapacity"] = new SetDesiredCapacityRequest { AutoScalingGroupName = "a", DesiredCapacity = 3, HonorCooldown = true },
        ["TerminateInstanceInAutoScalingGroup"] = new TerminateInstanceInAutoScalingGroupRequest
        {
            InstanceId = "i-1",
            InstanceIds = ["i-2", "i-3"],
            AutoScalingGroupName = "a",
            ShouldDecrementDesiredCapacity = true,
        },
        ["DescribePolicies"] = new DescribePoliciesRequest { AutoScalingGroupName = "a", NextToken = "t" },
        ["DescribeScheduledActions"] = new DescribeScheduledActionsRequest { AutoScalingGroupName = "a", NextToken = "t" },
        ["DescribeLifecycleHooks"] = new DescribeLifecycleHooksRequest { AutoScalingGroupName = "a" },
        ["DescribeInstanceRefreshes"] = new DescribeInstanceRefreshesRequest { AutoScalingGroupName = "a", NextToken = "t" },
        ["DescribeLaunchConfigurations"] = new DescribeLaunchConfigurationsRequest { LaunchConfigurationNames = ["a", "b"], NextToken = "t" },
    };

    public static TheoryData<string> Operations => [.. _full.Keys];

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Request_WithEveryMember_FitsTheModel(string operation)
    {
        var sent = await SendAsync(operation);

        Assert.Empty(ServiceModel.AutoScaling.CheckQuery(operation, sent.Form));
        Assert.Equal(operation, sent.Form["Action"]);
        Assert.Equal(ServiceModel.AutoScaling.Metadata("apiVersion"), sent.Form["Version"]);
        Assert.Equal("POST", sent.Method);
        Assert.Equal("application/x-www-form-urlencoded; charset=utf-8", sent.Headers["Content-Type"]);
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Request_WithEveryMember_SendsEveryMember(string operation)
    {
        var sent = await SendAsync(operation);

        var members = sent.Form.Keys.Select(k => k.Split('.')[0]).Except(["Action", "Version"]).Order();
        var properties = _full[operation].GetType().GetProperties(System.Reflection.BindingFlags.DeclaredOnly
            | System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.Instance).Select(p => p.Name).Order();
        Assert.Equal(properties, members);
    }

    [Fact]
    public async Task Request_WithLists_NumbersThemFromOne()
    {
        var sent = await SendAsync("DescribeAutoScalingGroups");

        Assert.Equal("a", sent.Form["AutoScalingGroupNames.member.1"]);
        Assert.Equal("b & c", sent.Form["AutoScalingGroupNames.member.2"]);
        Assert.Equal("false", sent.Form["IncludeInstances"]);
    }

    [Fact]
    public async Task Request_WithFilters_NumbersThemAndTheirValuesFromOne()
    {
        var sent = await SendAsync("DescribeScalingActivities");

        Assert.Equal("Status", sent.Form["Filters.member.2.Name"]);
        Assert.Equal("Failed", sent.Form["Filters.member.2.Values.member.1"]);
        Assert.Equal("Cancelled", sent.Form["Filters.member.2.Values.member.2"]);
    }

    [Fact]
    public async Task Request_WithNothingSet_SendsActionAndVersionOnly()
    {
        await using var stub = await StubAws.StartAsync(_ => StubAnswer.Recorded("autoscaling-DescribeAutoScalingInstances.xml"));
        using var session = await StubSession.OpenAsync(stub);

        await session.AutoScaling.DescribeAutoScalingInstancesAsync(new(), TestContext.Current.CancellationToken);

        Assert.Equal(["Action", "Version"], stub.Requests.Single().Form.Keys.Order());
    }

    [Fact]
    public async Task Request_Always_IsSignedForServiceAndRegion()
    {
        var sent = await SendAsync("SetDesiredCapacity");

        Assert.StartsWith("AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/", sent.Headers["Authorization"], StringComparison.Ordinal);
        Assert.Contains("/us-east-1/autoscaling/aws4_request", sent.Headers["Authorization"], StringComparison.Ordinal);
    }

    private static async Task<StubRequest> SendAsync(string operation)
    {
        await using var stub = await StubAws.StartAsync(_ => StubAnswer.Ok($"<{operation}Response><{operation}Result/></{operation}Response>"));
        using var session = await StubSession.OpenAsync(stub);
        var cancellationToken = TestContext.Current.CancellationToken;
        Task call = _full[operation] switch
        {
            DescribeAutoScalingGroupsRequest r => session.AutoScaling.DescribeAutoScalingGroupsAsync(r, cancellationToken),
            DescribeAutoScalingInstancesRequest r => session.AutoScaling.DescribeAutoScalingInstancesAsync(r, cancellationToken),
            DescribeScalingActivitiesRequest r => session.AutoScaling.DescribeScalingActivitiesAsync(r, cancellationToken),
            SetDesiredCapacityRequest r => session.AutoScaling.SetDesiredCapacityAsync(r, cancellationToken),
            TerminateInstanceInAutoScalingGroupRequest r => session.AutoScaling.TerminateInstanceInAutoScalingGroupAsync(r, cancellationToken),
            DescribePoliciesRequest r => session.AutoScalingSetup.DescribePoliciesAsync(r, cancellationToken),
            DescribeScheduledActionsRequest r => session.AutoScalingSetup.DescribeScheduledActionsAsync(r, cancellationToken),
            DescribeLifecycleHooksRequest r => session.AutoScalingSetup.DescribeLifecycleHooksAsync(r, cancellationToken),
            DescribeInstanceRefreshesRequest r => session.AutoScalingSetup.DescribeInstanceRefreshesAsync(r, cancellationToken),
            DescribeLaunchConfigurationsRequest r => session.AutoScalingSetup.DescribeLaunchConfigurationsAsync(r, cancellationToken),
            var r => throw new InvalidOperationException($"{r} is no request of Auto Scaling."),
        };
        await call;
        return stub.Requests.Single();
    }
}
