using AwsClients.AutoScaling;
using AwsClients.Transport;

namespace AwsClients.Tests.AutoScaling;

public sealed class AnswerTests
{
    [Fact]
    public async Task DescribeAutoScalingGroups_Recorded_ReadsEveryMember()
    {
        var answer = await GroupsAsync(StubAnswer.Recorded("autoscaling-DescribeAutoScalingGroups.xml"));

        var group = Assert.Single(answer.AutoScalingGroups);
        Assert.Equal("heldout", group.AutoScalingGroupName);
        Assert.Equal((0, 20, 3), (group.MinSize, group.MaxSize, group.DesiredCapacity));
        Assert.Equal((true, false), (group.NewInstancesProtectedFromScaleIn, group.CapacityRebalance));
        Assert.Empty(group.SuspendedProcesses);
        Assert.Null(group.Status);
        Assert.Null(group.WarmPoolSize);
        Assert.Equal(["i-c3df4f940d3d1da97", "i-5419c961091cb485e", "i-ea74eb142598dfd48"], group.Instances.Select(i => i.InstanceId));
        var instance = group.Instances[0];
        Assert.Equal("t3.micro", instance.InstanceType);
        Assert.Equal(("InService", "Healthy", true), (instance.LifecycleState, instance.HealthStatus, instance.ProtectedFromScaleIn));
        Assert.Null(answer.NextToken);
        Assert.Equal("QAL15ApSyye1y1yW67WeyDkrQImDguW4fx7sFeEYQW4ipii3Nr0U", answer.ResponseMetadata.RequestId);
    }

    [Fact]
    public async Task DescribeAutoScalingGroups_RecordedWithoutGroups_IsEmpty() =>
        Assert.Empty((await GroupsAsync(StubAnswer.Recorded("autoscaling-DescribeAutoScalingGroups-none.xml"))).AutoScalingGroups);

    [Fact]
    public async Task DescribeAutoScalingGroups_OtherOrderUnknownElementsOtherNamespace_ReadsTheSame()
    {
        var answer = await GroupsAsync(StubAnswer.Ok(
            """
            <?xml version="1.0"?>
            <x:DescribeAutoScalingGroupsResponse xmlns:x="urn:other">
              <x:ResponseMetadata><x:Future/><x:RequestId>r</x:RequestId></x:ResponseMetadata>
              <!-- a comment -->
              <x:DescribeAutoScalingGroupsResult>
                <x:NextToken>next</x:NextToken>
                <x:AutoScalingGroups>
                  <x:member new="attribute">
                    <x:WarmPoolSize>2</x:WarmPoolSize>
                    <x:Status>Delete in progress</x:Status>
                    <x:Future><x:MinSize>9</x:MinSize><x:member>7</x:member></x:Future>
                    <x:SuspendedProcesses>
                      <x:member><x:SuspensionReason>by hand</x:SuspensionReason><x:ProcessName>AZRebalance</x:ProcessName></x:member>
                    </x:SuspendedProcesses>
                    <x:MinSize>1</x:MinSize>
                    <x:AutoScalingGroupName>a &amp; b</x:AutoScalingGroupName>
                  </x:member>
                </x:AutoScalingGroups>
              </x:DescribeAutoScalingGroupsResult>
            </x:DescribeAutoScalingGroupsResponse>
            """));

        var group = Assert.Single(answer.AutoScalingGroups);
        Assert.Equal(("a & b", 1, 2, "Delete in progress"), (group.AutoScalingGroupName, group.MinSize, group.WarmPoolSize, group.Status));
        var process = Assert.Single(group.SuspendedProcesses);
        Assert.Equal(("AZRebalance", "by hand"), (process.ProcessName, process.SuspensionReason));
        Assert.Equal(("next", "r"), (answer.NextToken, answer.ResponseMetadata.RequestId));
    }

    [Fact]
    public async Task DescribeAutoScalingGroups_ElementsMissingOrEmpty_AreNullAndEmpty()
    {
        var answer = await GroupsAsync(Result("<AutoScalingGroups><member><AutoScalingGroupName/><Instances/></member></AutoScalingGroups>"));

        var group = Assert.Single(answer.AutoScalingGroups);
        Assert.Null(group.AutoScalingGroupName);
        Assert.Null(group.MinSize);
        Assert.Null(group.CapacityRebalance);
        Assert.Empty(group.Instances);
        Assert.Empty(group.SuspendedProcesses);
    }

    [Fact]
    public async Task DescribeAutoScalingGroups_WithWeights_ReadsThem()
    {
        var answer = await GroupsAsync(Result(
            """
            <AutoScalingGroups><member>
              <DesiredCapacityType>units</DesiredCapacityType>
              <MixedInstancesPolicy><LaunchTemplate>
                <LaunchTemplateSpecification><LaunchTemplateName>t</LaunchTemplateName></LaunchTemplateSpecification>
                <Overrides>
                  <member><InstanceType>c7i.large</InstanceType><WeightedCapacity>2</WeightedCapacity></member>
                  <member><InstanceType>c7i.xlarge</InstanceType><WeightedCapacity>4</WeightedCapacity></member>
                </Overrides>
              </LaunchTemplate></MixedInstancesPolicy>
              <Instances><member><InstanceId>i-1</InstanceId><WeightedCapacity>4</WeightedCapacity></member></Instances>
            </member></AutoScalingGroups>
            """));

        var group = Assert.Single(answer.AutoScalingGroups);
        Assert.Equal("units", group.DesiredCapacityType);
        Assert.Equal(["2", "4"], group.MixedInstancesPolicy!.LaunchTemplate!.Overrides.Select(o => o.WeightedCapacity));
        Assert.Equal("4", Assert.Single(group.Instances).WeightedCapacity);
    }

    [Fact]
    public async Task DescribeAutoScalingGroups_OneInstanceType_HasNoWeights()
    {
        var answer = await GroupsAsync(StubAnswer.Recorded("autoscaling-DescribeAutoScalingGroups.xml"));

        var group = Assert.Single(answer.AutoScalingGroups);
        Assert.Null(group.DesiredCapacityType);
        Assert.Null(group.MixedInstancesPolicy);
        Assert.All(group.Instances, instance => Assert.Null(instance.WeightedCapacity));
    }

    [Fact]
    public async Task DescribeAutoScalingInstances_WithWeight_ReadsIt()
    {
        var answer = await CallAsync(
            Result("<AutoScalingInstances><member><WeightedCapacity>4</WeightedCapacity></member></AutoScalingInstances>", "DescribeAutoScalingInstances"),
            (a, c) => a.DescribeAutoScalingInstancesAsync(new(), c));

        Assert.Equal("4", Assert.Single(answer.AutoScalingInstances).WeightedCapacity);
    }

    [Fact]
    public async Task DescribeAutoScalingInstances_Recorded_ReadsEveryMember()
    {
        var answer = await CallAsync(
            StubAnswer.Recorded("autoscaling-DescribeAutoScalingInstances.xml"), (a, c) => a.DescribeAutoScalingInstancesAsync(new(), c));

        Assert.Equal(3, answer.AutoScalingInstances.Count);
        var instance = answer.AutoScalingInstances[0];
        Assert.Equal(("i-c3df4f940d3d1da97", "heldout", "t3.micro"), (instance.InstanceId, instance.AutoScalingGroupName, instance.InstanceType));
        Assert.Equal(("InService", "Healthy", true), (instance.LifecycleState, instance.HealthStatus, instance.ProtectedFromScaleIn));
    }

    [Fact]
    public async Task DescribeScalingActivities_Recorded_IsEmpty()
    {
        var answer = await ActivitiesAsync(StubAnswer.Recorded("autoscaling-DescribeScalingActivities.xml"));

        Assert.Empty(answer.Activities);
        Assert.Null(answer.NextToken);
        Assert.Equal("afKy1PuDfYIPtn1i9uzDIhvRnmchRrFdDwPjVOdsxyeKg87OYwwu", answer.ResponseMetadata.RequestId);
    }

    [Fact]
    public async Task DescribeScalingActivities_EveryMember_ReadsIt()
    {
        // As in AWS's documentation of the call, with a failure.
        var answer = await ActivitiesAsync(Result(
            """
            <Activities>
              <member>
                <StatusCode>Failed</StatusCode>
                <Progress>100</Progress>
                <ActivityId>f9f2d65b-f1f2-43e7-b46d-d86756459699</ActivityId>
                <StartTime>2026-08-12T20:07:30.280Z</StartTime>
                <EndTime>2026-08-12T20:07:30Z</EndTime>
                <AutoScalingGroupName>group</AutoScalingGroupName>
                <Cause>At 2026-08-12T20:07:25Z a user request explicitly set group desired capacity changing the desired capacity from 0 to 1.</Cause>
                <Details>{"Subnet ID":"subnet-1","Availability Zone":"us-east-1a"}</Details>
                <Description>Launching a new EC2 instance.  Status Reason: We currently do not have sufficient capacity.</Description>
                <StatusMessage>We currently do not have sufficient capacity.</StatusMessage>
              </member>
              <member><ActivityId>2</ActivityId></member>
            </Activities>
            <NextToken>next</NextToken>
            """,
            "DescribeScalingActivities"));

        Assert.Equal(["f9f2d65b-f1f2-43e7-b46d-d86756459699", "2"], answer.Activities.Select(a => a.ActivityId));
        var failed = answer.Activities[0];
        Assert.Equal(("group", "Failed"), (failed.AutoScalingGroupName, failed.StatusCode));
        Assert.Equal("We currently do not have sufficient capacity.", failed.StatusMessage);
        Assert.StartsWith("Launching a new EC2 instance.", failed.Description, StringComparison.Ordinal);
        Assert.Equal("""{"Subnet ID":"subnet-1","Availability Zone":"us-east-1a"}""", failed.Details);
        Assert.Equal(new DateTime(2026, 8, 12, 20, 7, 30, 280, DateTimeKind.Utc), failed.StartTime);
        Assert.Null(answer.Activities[1].StatusMessage);
        Assert.Equal("next", answer.NextToken);
    }

    [Fact]
    public async Task SetDesiredCapacity_Recorded_HasRequestId()
    {
        var answer = await CallAsync(StubAnswer.Recorded("autoscaling-SetDesiredCapacity.xml"), (a, c) => a.SetDesiredCapacityAsync(new(), c));

        Assert.Equal("Qo0p26fdetImuAFPdtHVkeb7RNkvW4roEE7MyWnma2SwmQuetOOI", answer.ResponseMetadata.RequestId);
    }

    [Fact]
    public async Task TerminateInstance_Recorded_ReadsTheActivity()
    {
        var answer = await CallAsync(
            StubAnswer.Recorded("autoscaling-TerminateInstanceInAutoScalingGroup.xml"), (a, c) => a.TerminateInstanceInAutoScalingGroupAsync(new(), c));

        var activity = answer.Activity!;
        Assert.Equal(("5d26777a-c22b-4b6c-91b4-cc25e5fdaed9", "heldout"), (activity.ActivityId, activity.AutoScalingGroupName));
        Assert.Equal(("Terminating EC2 instance: i-c3df4f940d3d1da97", "InProgress"), (activity.Description, activity.StatusCode));
        Assert.Equal(new DateTime(2026, 11, 24, 8, 5, 51, DateTimeKind.Utc).AddTicks(1666270), activity.StartTime);
        Assert.Equal(DateTimeKind.Utc, activity.StartTime!.Value.Kind);
        Assert.Empty(answer.Activities);
    }

    [Fact]
    public async Task TerminateInstance_SeveralActivities_ReadsThemAll()
    {
        var answer = await CallAsync(
            Result(
                "<Activities><member><ActivityId>1</ActivityId></member><member><ActivityId>2</ActivityId></member></Activities><Activity/>",
                "TerminateInstanceInAutoScalingGroup"),
            (a, c) => a.TerminateInstanceInAutoScalingGroupAsync(new(), c));

        Assert.Equal(["1", "2"], answer.Activities.Select(a => a.ActivityId));
        Assert.Null(answer.Activity);
    }

    [Theory]
    [InlineData("<DescribeAutoScalingGroupsResponse><DescribeAutoScal", "Unexpected end of file")]
    [InlineData("", "Root element is missing")]
    [InlineData("<!DOCTYPE html><html/>", "expected the element DescribeAutoScalingGroupsResponse, got html")]
    [InlineData(
        "<html><body>Log in</body></html>",
        "expected the element DescribeAutoScalingGroupsResponse, got html")]
    [InlineData(
        "<DescribeAutoScalingGroupsResponse/>",
        "there is no element DescribeAutoScalingGroupsResult")]
    [InlineData(
        "<DescribeAutoScalingGroupsResponse><DescribeAutoScalingGroupsResult><AutoScalingGroups><member><MinSize>many</MinSize></member>"
        + "</AutoScalingGroups></DescribeAutoScalingGroupsResult></DescribeAutoScalingGroupsResponse>",
        "The input string 'many' was not in a correct format")]
    public async Task Answer_NotAsTheModelSays_IsAnErrorAndNoEmptyAnswer(string body, string cause)
    {
        var error = await Assert.ThrowsAsync<NoAnswerException>(() => GroupsAsync(StubAnswer.Ok(body)));

        Assert.StartsWith("could not read the answer to DescribeAutoScalingGroups at 127.0.0.1:", error.Message, StringComparison.Ordinal);
        Assert.Contains(cause, error.Message, StringComparison.Ordinal);
    }

    private static StubAnswer Result(string inner, string operation = "DescribeAutoScalingGroups") =>
        StubAnswer.Ok($"<{operation}Response><{operation}Result>{inner}</{operation}Result></{operation}Response>");

    private static Task<DescribeAutoScalingGroupsResponse> GroupsAsync(StubAnswer answer) =>
        CallAsync(answer, (a, c) => a.DescribeAutoScalingGroupsAsync(new(), c));

    private static Task<DescribeScalingActivitiesResponse> ActivitiesAsync(StubAnswer answer) =>
        CallAsync(answer, (a, c) => a.DescribeScalingActivitiesAsync(new(), c));

    private static async Task<T> CallAsync<T>(StubAnswer answer, Func<IAutoScaling, CancellationToken, Task<T>> call)
    {
        await using var stub = await StubAws.StartAsync(_ => answer);
        using var session = await StubSession.OpenAsync(stub);
        return await call(session.AutoScaling, TestContext.Current.CancellationToken);
    }
}
