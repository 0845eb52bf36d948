using AwsSimulator.Cloud;

namespace AwsSimulator.Tests.Control;

/// <summary>Each operation of the control, and what AWS shows of it.</summary>
public sealed class ControlTests
{
    [Fact]
    public async Task Get_ShowsTheGroupAndItsInstances()
    {
        await using var cloud = await ControlCloud.StartAsync(group => group with { DesiredCapacity = 1, Spot = true });

        var state = await cloud.DoAsync("GET /");

        Assert.Equal(
            $$"""{"id":"{{cloud.Aws.First.Id}}","lifecycle":"InService","health":"Healthy","ec2":"running","spot":"fulfilled","address":"172.31.0.1"}""",
            state["instances"]![0]!.ToJsonString());
        Assert.Equal(("Successful", $"Launching a new EC2 instance: {cloud.Aws.First.Id}"), ((string?)state["activities"]![0]!["status"], (string?)state["activities"]![0]!["description"]));
        state["instances"] = null;
        state["activities"] = null;
        Assert.Equal(
            """{"group":"runners","min":0,"desired":1,"max":5,"setup":"","launchFailure":null,"faults":[],"instances":null,"activities":null}""",
            state.ToJsonString());
    }

    [Fact]
    public async Task Desired_LaunchesAndTerminates()
    {
        await using var cloud = await ControlCloud.StartAsync(group => group with { NewInstancesProtectedFromScaleIn = false });

        var state = await cloud.DoAsync("PUT /desired", "2\n");
        var grown = await cloud.DescribeGroupAsync();
        await cloud.DoAsync("PUT /desired", "1");
        var shrunk = await cloud.DescribeGroupAsync();

        Assert.Equal(2, (int?)state["desired"]);
        Assert.Equal(("2", 2), (grown.Only("DesiredCapacity"), grown.All("InstanceId").Count));
        Assert.Equal(("1", 1), (shrunk.Only("DesiredCapacity"), shrunk.All("InstanceId").Count));
    }

    [Theory]
    [InlineData("PUT /min", "3", "3 3 5")]
    [InlineData("PUT /min", "1", "1 2 5")]
    [InlineData("PUT /max", "1", "0 1 1")]
    [InlineData("PUT /max", "8", "0 2 8")]
    public async Task Bounds_TakeTheDesiredCapacityWithThem(string operation, string body, string expected)
    {
        await using var cloud = await ControlCloud.StartAsync(group => group with { DesiredCapacity = 2 });

        await cloud.DoAsync(operation, body);

        var group = await cloud.DescribeGroupAsync();
        Assert.Equal(expected, $"{group.Only("MinSize")} {group.Only("DesiredCapacity")} {group.Only("MaxSize")}");
    }

    [Fact]
    public async Task Setup_IsReplacedAndMended()
    {
        await using var cloud = await ControlCloud.StartAsync();

        await cloud.DoAsync("PUT /setup", "--suspend Terminate --no-scale-in-protection --capacity-rebalance --deleting");
        var first = await cloud.DescribeGroupAsync();
        var state = await cloud.DoAsync("PUT /setup", "--suspend Launch");
        var second = await cloud.DescribeGroupAsync();
        var mended = await cloud.DoAsync("DELETE /setup");
        var third = await cloud.DescribeGroupAsync();

        Assert.Equal(["AZRebalance", "Terminate"], first.All("ProcessName"));
        Assert.Equal(("false", "true", "Delete in progress"), (first.Only("NewInstancesProtectedFromScaleIn"), first.Only("CapacityRebalance"), first.Only("Status")));
        Assert.Equal(["AZRebalance", "Launch"], second.All("ProcessName"));
        Assert.Equal(("true", "false", 0), (second.Only("NewInstancesProtectedFromScaleIn"), second.Only("CapacityRebalance"), second.All("Status").Count));
        Assert.Equal("--suspend Launch", (string?)state["setup"]);
        Assert.Equal(["AZRebalance"], third.All("ProcessName"));
        Assert.Equal("", (string?)mended["setup"]);
    }

    [Fact]
    public async Task Setup_ThatIsWrong_LeavesTheGroupAsItWas()
    {
        await using var cloud = await ControlCloud.StartAsync();

        var (status, _) = await cloud.SendAsync("PUT /setup", "--capacity-rebalance --suspend Nothing");

        Assert.Equal(400, status);
        Assert.Equal("false", (await cloud.DescribeGroupAsync()).Only("CapacityRebalance"));
        Assert.Equal("", (string?)(await cloud.DoAsync("GET /"))["setup"]);
    }

    [Fact]
    public async Task LaunchFailure_IsSeenInTheActivitiesUntilItIsMended()
    {
        await using var cloud = await ControlCloud.StartAsync();

        var state = await cloud.DoAsync("PUT /launch-failure", "quota");
        await cloud.Aws.AutoScalingAsync("SetDesiredCapacity", ("AutoScalingGroupName", "runners"), ("DesiredCapacity", "1"));
        var failed = await cloud.Aws.AutoScalingAsync("DescribeScalingActivities", ("AutoScalingGroupName", "runners"));
        var without = await cloud.DescribeGroupAsync();
        await cloud.DoAsync("DELETE /launch-failure");
        var with = await cloud.DescribeGroupAsync();

        Assert.Equal(LaunchFailure.All["quota"].Message, (string?)state["launchFailure"]);
        Assert.Equal(("Failed", LaunchFailure.All["quota"].Message), (failed.Only("StatusCode"), failed.Only("StatusMessage")));
        Assert.Equal((0, 1), (without.All("InstanceId").Count, with.All("InstanceId").Count));
    }

    [Fact]
    public async Task LaunchFailure_MayBeAnySentence()
    {
        await using var cloud = await ControlCloud.StartAsync();

        await cloud.DoAsync("PUT /launch-failure", "You've run out of luck.");
        var state = await cloud.DoAsync("PUT /desired", "1");

        Assert.Equal("You've run out of luck.", (string?)state["activities"]![0]!["message"]);
        var failed = await cloud.Aws.AutoScalingAsync("DescribeScalingActivities", ("AutoScalingGroupName", "runners"));
        Assert.Equal("You've run out of luck.", failed.Only("StatusMessage"));
    }

    [Fact]
    public async Task Faults_HitCallsUntilTheyAreTakenAway()
    {
        await using var cloud = await ControlCloud.StartAsync();

        await cloud.DoAsync("POST /faults", "DescribeInstances=UnauthorizedOperation,message=No, not you.");
        var state = await cloud.DoAsync("POST /faults", "DescribeAutoScalingGroups=Throttling:503,times=2,after=1");
        var hit = (await cloud.Aws.Ec2Async("DescribeInstances")).Error;
        var passed = (await cloud.DescribeGroupAsync()).Status;
        var throttled = (await cloud.DescribeGroupAsync()).Error;
        var left = await cloud.DoAsync("GET /");
        var none = await cloud.DoAsync("DELETE /faults");
        var mended = (await cloud.Aws.Ec2Async("DescribeInstances")).Status;

        Assert.Equal("403 UnauthorizedOperation: No, not you.", hit);
        Assert.Equal((System.Net.HttpStatusCode.OK, "503 Throttling: Simulated fault."), (passed, throttled));
        Assert.Equal(
            """[{"fault":"DescribeInstances=UnauthorizedOperation,message=No, not you.","times":null,"after":0},{"fault":"DescribeAutoScalingGroups=Throttling:503,times=2,after=1","times":2,"after":1}]""",
            state["faults"]!.ToJsonString());
        Assert.Equal("""{"fault":"DescribeAutoScalingGroups=Throttling:503,times=2,after=1","times":1,"after":0}""", left["faults"]![1]!.ToJsonString());
        Assert.Equal(("[]", System.Net.HttpStatusCode.OK), (none["faults"]!.ToJsonString(), mended));
    }

    [Fact]
    public async Task Reclaim_TakesTheInstanceAwayAndTheGroupReplacesIt()
    {
        await using var cloud = await ControlCloud.StartAsync(group => group with { DesiredCapacity = 1 });
        var id = cloud.Aws.First.Id;

        await cloud.DoAsync($"POST /instances/{id}/reclaim");

        var gone = await cloud.Aws.Ec2Async("DescribeInstances", ("InstanceId.1", id));
        Assert.Equal("terminated", gone.Xml.Descendants().First(element => element.Name.LocalName == "instanceState").Elements().Last().Value);
        Assert.DoesNotContain(id, Assert.Single((await cloud.DescribeGroupAsync()).All("InstanceId")));
    }

    [Theory]
    [InlineData(null, 120)]
    [InlineData("7", 7)]
    public async Task Interrupt_SaysSoAtOnceAndEndsAfterTheNotice(string? body, int seconds)
    {
        await using var cloud = await ControlCloud.StartAsync(group => group with { DesiredCapacity = 1, Spot = true });
        var id = cloud.Aws.First.Id;

        await cloud.DoAsync($"POST /instances/{id}/interrupt", body);
        var requests = await cloud.Aws.Ec2Async("DescribeSpotInstanceRequests");
        cloud.Aws.Time.Advance(TimeSpan.FromSeconds(seconds - 1));
        var before = await cloud.DescribeGroupAsync();
        cloud.Aws.Time.Advance(TimeSpan.FromSeconds(1));
        var after = await cloud.DescribeGroupAsync();

        Assert.Contains("instance-terminated-no-capacity", requests.Body);
        Assert.Equal((true, false), (before.All("InstanceId").Contains(id), after.All("InstanceId").Contains(id)));
    }

    [Fact]
    public async Task Stop_IsSeenByEc2()
    {
        await using var cloud = await ControlCloud.StartAsync(group => group with { DesiredCapacity = 1 });

        await cloud.DoAsync($"POST /instances/{cloud.Aws.First.Id}/stop");

        Assert.Contains("<name>stopped</name>", (await cloud.Aws.Ec2Async("DescribeInstances")).Body);
    }

    [Fact]
    public async Task Unhealthy_IsSeenByAutoScaling()
    {
        await using var cloud = await ControlCloud.StartAsync(group => group with { DesiredCapacity = 1 });

        await cloud.DoAsync($"POST /instances/{cloud.Aws.First.Id}/unhealthy");

        Assert.Equal("Unhealthy", (await cloud.DescribeGroupAsync()).Only("HealthStatus"));
    }

    [Theory]
    [InlineData("GET /state", null, 404, "there is no GET /state; there are GET /, PUT /desired, PUT /min, PUT /max, PUT /setup, DELETE /setup, PUT /launch-failure, DELETE /launch-failure, POST /faults, DELETE /faults, POST /instances/ID/reclaim, POST /instances/ID/interrupt, POST /instances/ID/stop, POST /instances/ID/unhealthy")]
    [InlineData("POST /desired", "1", 404, "there is no POST /desired; there are GET /,")]
    [InlineData("GET /instances/i-1/stop", null, 404, "there is no GET /instances/i-1/stop;")]
    [InlineData("POST /instances/i-1/burn", null, 404, "there is no POST /instances/i-1/burn;")]
    [InlineData("POST /instances/i-1/stop", null, 404, "the group runners has no instance i-1; GET / lists those that it has")]
    [InlineData("PUT /desired", null, 400, "PUT /desired needs a body")]
    [InlineData("PUT /desired", "many", 400, "desired needs a whole number, not many")]
    [InlineData("PUT /desired", "6", 400, "min 0, desired 6, max 5: they must be in this order")]
    [InlineData("PUT /min", "6", 400, "min 6, desired 6, max 5: they must be in this order")]
    [InlineData("PUT /max", "-1", 400, "max needs a whole number, not -1")]
    [InlineData("PUT /setup", "--sleep", 400, "unknown option of the setup: --sleep")]
    [InlineData("PUT /setup", "--suspend", 400, "--suspend needs a value")]
    [InlineData("DELETE /setup", "x", 400, "DELETE /setup takes no body")]
    [InlineData("PUT /launch-failure", "quotas", 400, "a launch failure is one of capacity, spot-capacity, price, quota, spot-quota, addresses, image, template, type, role, kms, or a sentence of AWS, not quotas")]
    [InlineData("POST /faults", "{}", 400, "a fault is ACTION=WHAT, not {}")]
    public async Task Wrong_IsSaid(string operation, string? body, int status, string expected)
    {
        await using var cloud = await ControlCloud.StartAsync();

        var answer = await cloud.SendAsync(operation, body);

        Assert.Equal(status, answer.Status);
        Assert.StartsWith(expected, answer.Body);
        Assert.EndsWith("\n", answer.Body);
    }

    [Fact]
    public async Task BodyTooLarge_IsRefused()
    {
        await using var cloud = await ControlCloud.StartAsync();

        var (status, body) = await cloud.SendAsync("POST /faults", new string('x', 20_000));

        Assert.Equal((413, "Request body too large. The max request body size is 16384 bytes.\n"), (status, body));
    }

    [Fact]
    public async Task Interrupt_OfNoSpotInstance_IsRefused()
    {
        await using var cloud = await ControlCloud.StartAsync(group => group with { DesiredCapacity = 1 });
        var id = cloud.Aws.First.Id;

        var answer = await cloud.SendAsync($"POST /instances/{id}/interrupt");

        Assert.Equal((409, $"{id} is no Spot instance; start the simulator with --spot\n"), answer);
    }

    [Fact]
    public async Task Stop_OfOneThatIsGoing_IsRefused()
    {
        await using var cloud = await ControlCloud.StartAsync(group => group with { DesiredCapacity = 1, TerminateTime = TimeSpan.FromMinutes(1) });
        var id = cloud.Aws.First.Id;
        await cloud.DoAsync($"POST /instances/{id}/reclaim");

        var answer = await cloud.SendAsync($"POST /instances/{id}/stop");

        Assert.Equal((409, $"{id} is Terminating already\n"), answer);
    }

    [Fact]
    public async Task Control_IsNoCallOfAws()
    {
        await using var cloud = await ControlCloud.StartAsync();
        await cloud.DoAsync("POST /faults", "*=InternalFailure");

        await cloud.DoAsync("GET /");

        Assert.Empty(cloud.Aws.Simulator.Calls.All);
    }
}
