using System.Security.Cryptography;
using AwsSimulator;
using AwsSimulator.Cloud;
using Fleeting.Aws.Checks;
using Fleeting.Aws.Checks.Judging;
using TestKit;

namespace Fleeting.Aws.Tests.Checks;

public sealed class CheckTests
{
    private static readonly Dictionary<string, Plant> _plants = new()
    {
        ["configuration"] = new(
            "wrong", run => run.PluginConfig = "nmae = \"runners\"", "missing required plugin config: name", "is it meant to be name?", Alone: false),
        ["configuration, a key of a newer version"] = new(
            "warning", run => run.PluginConfig += "\nregoin = \"x\"", "keys that the plugin does not know: regoin", "Did you mean region?"),
        ["region"] = new(
            "wrong", run => run.Region = "region = nowhere!", "could not use 'nowhere!' as the AWS region", "Set region in plugin_config", Alone: false),
        ["credentials"] = new(
            "wrong", run => run.PluginConfig += "\nrole_arn = \"arn:aws:iam::123456789012:role/none\"", "is not authorized to perform: sts:AssumeRole",
            "Give the runner credentials", Alone: false),
        ["group"] = new(
            "wrong",
            run => run.PluginConfig = "name = \"runner\"",
            "there is no Auto Scaling Group \"runner\" in us-east-1 in account 123456789012; similar names there: runners",
            "Check name and region", Alone: false),
        ["group, which is being deleted"] = new(
            "wrong",
            run => run.Cloud.Setup = run.Cloud.Setup with { Status = "Delete in progress" }, "has the status \"Delete in progress\"", "Make the group anew"),
        ["min-size"] = new("wrong", run => run.Cloud.MinSize = 1, "MinSize is 1", "--auto-scaling-group-name runners --region us-east-1 --min-size 0"),
        ["max-size"] = new("wrong", run => run.MaxInstances = 20, "MaxSize is 10, and max_instances 20", "--max-size 20"),
        ["max-size, which is 0"] = new("wrong", run => run.Cloud.MaxSize = 0, "MaxSize is 0", "--max-size 10"),
        ["scale-in-protection"] = new(
            "wrong", run => run.Cloud.NewInstancesProtectedFromScaleIn = false, "not protected from scale-in", "--new-instances-protected-from-scale-in"),
        ["az-rebalance"] = new("wrong", run => run.Cloud.SuspendedProcesses = [], "AZRebalance is active", "suspend-processes"),
        ["launch"] = new(
            "wrong", run => run.Cloud.SuspendedProcesses = ["AZRebalance", "Launch"], "Launch is suspended, so no instance starts", "resume-processes"),
        ["launch, by AWS"] = new(
            "wrong",
            run =>
            {
                run.Cloud.SuspensionReasons = new Dictionary<string, string> { ["Launch"] = "failed for a day" };
                run.Cloud.SuspendedProcesses = ["AZRebalance", "Launch"];
            },
            "AWS suspended Launch (failed for a day)", "Mend the cause, then: aws autoscaling resume-processes"),
        ["terminate"] = new(
            "wrong", run => run.Cloud.SuspendedProcesses = ["AZRebalance", "Terminate"], "Terminate is suspended, so no instance ends", "resume-processes"),
        ["capacity-rebalance"] = new("wrong", run => run.Cloud.CapacityRebalance = true, "capacity rebalancing is on", "--no-capacity-rebalance"),
        ["max-instance-lifetime"] = new(
            "wrong",
            run => run.Cloud.Setup = run.Cloud.Setup with { MaxInstanceLifetime = 604800 }, "replaces each instance after 7 days", "--max-instance-lifetime 0"),
        ["warm-pool"] = new(
            "warning", run => run.Cloud.Setup = run.Cloud.Setup with { WarmPoolState = "Stopped" }, "has a warm pool (Stopped", "delete-warm-pool"),
        ["scaling-policies"] = new(
            "wrong",
            run => run.Cloud.Setup = run.Cloud.Setup with { Policies = [new("off", Enabled: false), new("cpu")] }, "cpu (TargetTrackingScaling)",
                "--policy-name cpu"),
        ["schedules"] = new(
            "wrong",
            run => run.Cloud.Setup = run.Cloud.Setup with { ScheduledActions = ["night"] }, "sizes behind the runner: night", "--scheduled-action-name night"),
        ["instance-refresh"] = new(
            "wrong",
            run => run.Cloud.Setup = run.Cloud.Setup with { InstanceRefreshes = ["InProgress", "Successful"] },
                "an instance refresh is InProgress (40 %)", "cancel-instance-refresh"),
        ["lifecycle-hooks"] = new(
            "warning",
            run => run.Cloud.Setup = run.Cloud.Setup with { LifecycleHooks = [new("boot")] }, "boot (launching, up to 3600 s, then ABANDON)",
                "heartbeat timeout"),
        ["failed-launches"] = new(
            "wrong", run => run.Cloud.AddActivity(Launch("Failed")), "1 of 2 launches of the last day failed", "Mend the group's launch template"),
        ["failed-launches, and later ones worked"] = new(
            "warning",
            run =>
            {
                run.Cloud.AddActivity(Launch("Failed"));
                run.Cloud.AddActivity(Launch("Successful"));
            },
            "later ones worked", "Mend the group's launch template"),
        ["launch-template"] = new(
            "wrong",
            run => run.Cloud.Setup = run.Cloud.Setup with { IsLaunchTemplateGone = true }, "InvalidLaunchTemplateId.NotFound",
                "Give the group a launch template"),
        ["launch-template, as a launch configuration"] = new(
            "wrong",
            run => run.Cloud.Setup = run.Cloud.Setup with { HasLaunchConfiguration = true, IsLaunchTemplateGone = true },
                "there is no launch configuration runners", "Give the group"),
        ["image"] = new("wrong", run => run.Cloud.Setup = run.Cloud.Setup with { Image = null }, "InvalidAMIID.NotFound", "Name an image that exists"),
        ["image, which is disabled"] = new(
            "wrong",
            run => run.Cloud.Setup = run.Cloud.Setup with { Image = new() { State = "disabled" } }, "is disabled, so launches fail",
                "Name an image that is available"),
        ["platform"] = new("wrong", run => run.Connector = "arch = \"arm64\"", "arch is arm64, and the image amd64", "it is detected"),
        ["platform, by its protocol"] = new(
            "wrong", run => run.Connector = "protocol = \"winrm\"\npassword = \"x\"", "protocol is winrm, and the image linux", "it is detected"),
        ["username"] = new(
            "wrong",
            run => run.Cloud.Setup = run.Cloud.Setup with
            {
                Image = new()
                {
                    Name = "ubuntu/images/hvm-ssd/ubuntu",
                    OwnerId = "099720109477",
                    OwnerAlias = null
                }
            },
            "logs in as ec2-user, and the user of ubuntu/images/hvm-ssd/ubuntu is ubuntu", "Set username = \"ubuntu\""),
        ["key"] = new("wrong", run => run.Connector = $"key_path = \"{EcKey(run)}\"", "the key of key_path is ecdsa-sha2-nistp256", "or none at all"),
        ["security-groups"] = new(
            "wrong", run => run.Cloud.Setup = run.Cloud.Setup with { Ingress = [new("tcp", 443, 443, "0.0.0.0/0"), new("udp", 22, 22, "0.0.0.0/0")] },
            "let nobody in on TCP port 22", "authorize-security-group-ingress --region us-east-1 --group-id sg-"),
        ["security-groups, at a port of the connector's"] = new(
            "wrong",
            run =>
            {
                run.Connector = "protocol_port = 2222";
                run.Cloud.Setup = run.Cloud.Setup with { Ingress = [new("tcp", 22, 22, "10.0.0.0/8")] };
            },
            "let nobody in on TCP port 2222", "--port 2222"),
        ["subnets"] = new(
            "warning", run => run.Cloud.Setup = run.Cloud.Setup with { IsSubnetIpv6Native = true }, "give IPv6 addresses only", "a route over IPv6"),
        ["instance-connect"] = new(
            "wrong",
            run => run.Profile = "services = s\n[services s]\nec2_instance_connect =\n  endpoint_url = http://127.0.0.1:1",
                "127.0.0.1:1 cannot be reached", "Let the runner reach it"),
    };

    public static TheoryData<string> Plants => [.. _plants.Keys];

    [Fact]
    public async Task Check_AllAsItShouldBe_SaysSoOfEach()
    {
        await using var run = await CheckRun.StartAsync();

        var lines = await run.RunAsync();

        Assert.Equal(CheckRun.NeverTried, lines.Where(line => line.Outcome != "well").Select(line => line.Name));
        Assert.All(CheckRun.NeverTried, name => Assert.Equal("not_checked", lines.Single(line => line.Name == name).Outcome));
        Assert.Equal(Rules.All.Select(rule => rule.Name).Except(["connect"]), lines.Select(line => line.Check).Distinct());
        Assert.Equal(CheckExitCode.AllWell, run.ExitCode);
    }

    [Theory]
    [MemberData(nameof(Plants))]
    public async Task Check_OneMistake_FindsItUnderItsNameAndNothingElse(string name)
    {
        var plant = _plants[name];
        await using var run = await CheckRun.StartAsync();
        plant.Do(run);

        var lines = await run.RunAsync();

        var found = Assert.Single(lines, line => line.Outcome is "wrong" or "warning");
        Assert.Equal((name.Split(',')[0], plant.Outcome), (found.Check, found.Outcome));
        Assert.Contains(plant.Text, found.Text, StringComparison.Ordinal);
        Assert.Contains(plant.Next, found.Next, StringComparison.Ordinal);
        Assert.Equal(plant.Outcome == "wrong" ? CheckExitCode.SomethingWrong : CheckExitCode.AllWell, run.ExitCode);
        if (plant.Alone)
        {
            Assert.Contains(lines, line => line.Check == "group" && line.Outcome != "not_checked");
        }
    }

    [Fact]
    public async Task Check_AnyMistake_HasAPlant()
    {
        await using var run = await CheckRun.StartAsync();

        var planted = _plants.Keys.Select(key => key.Split(',')[0]).ToHashSet();

        // Those that need a group of another kind, or another caller, have tests of their own.
        Assert.Equal(["identity", "weights", "windows-key", "iam", "connect"], Rules.All.Select(rule => rule.Name).Where(name => !planted.Contains(name)));
    }

    [Fact]
    public async Task Check_Weights_Warns()
    {
        await using var run = await CheckRun.StartAsync(group => group with { WeightedTypes = [("t3.micro", 1), ("t3.large", 4)] });

        var lines = await run.RunAsync();

        Assert.Equal("weights", Assert.Single(lines, line => line.Outcome is "wrong" or "warning").Check);
    }

    [Fact]
    public async Task Check_Windows_ChecksItsKeyAndPassword()
    {
        using var rsa = RSA.Create(2048);
        await using var run = await CheckRun.StartAsync(group => group with
        {
            Platform = "windows",
            KeyPairName = "ours",
            Setup = new() { Image = new() { Name = "Windows_Server" } }
        });

        var without = Assert.Single(await run.RunAsync(), line => line.Outcome is "wrong" or "warning");
        run.Connector = $"key_path = \"{run.Write("key.pem", rsa.ExportRSAPrivateKeyPem())}\"";
        var with = await run.RunAsync();
        run.Deny("ec2:GetPasswordData");
        var denied = Assert.Single(await run.RunAsync(), line => line.Outcome is "wrong" or "warning");

        Assert.Equal(("windows-key", "connector_config has no key_path, which decrypts Windows passwords"), (without.Check, without.Text));
        Assert.DoesNotContain(with, line => line.Outcome is "wrong" or "warning");
        Assert.Equal("an RSA key is given, and the instances have the key pair ours", with.Single(line => line.Check == "windows-key").Text);
        Assert.Contains("by EC2's dry run", with.Single(line => line.About == "ec2:GetPasswordData").Text, StringComparison.Ordinal);
        Assert.Equal("iam ec2:GetPasswordData", denied.Name);
    }

    [Fact]
    public async Task Check_WindowsWithoutKeyPair_IsFound()
    {
        using var rsa = RSA.Create(2048);
        await using var run = await CheckRun.StartAsync(group => group with { Platform = "windows" });
        run.Connector = $"key_path = \"{run.Write("key.pem", rsa.ExportRSAPrivateKeyPem())}\"";

        var found = Assert.Single(await run.RunAsync(), line => line.Outcome is "wrong" or "warning");

        Assert.Equal("windows-key", found.Check);
        Assert.Contains("names no key pair", found.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_KeysThatAwsDoesNotTake_IsIdentity()
    {
        await using var run = await CheckRun.StartAsync(settings: new SimulatorSettings { SecretAccessKey = "another" });
        var config = run.WriteConfig();
        run.Write("credentials", $"[simulator]\naws_access_key_id = {run.Simulator.AccessKeyId}\naws_secret_access_key = wrong\n");

        var (stdout, _) = await run.PrintAsync(["--config", config]);

        Assert.Matches("(?m)^wrong {8}identity  .*SignatureDoesNotMatch", stdout);
        Assert.Equal(CheckExitCode.SomethingWrong, run.ExitCode);
    }

    [Fact]
    public async Task Check_GroupOfAnotherRegion_IsNamed()
    {
        await using var run = await CheckRun.StartAsync(
            settings: new SimulatorSettings
            {
                OtherRegions = new Dictionary<string, IReadOnlyList<string>>
                {
                    ["eu-west-1"] = ["elsewhere"],
                    ["us-west-2"] = ["other"]
                }
            });
        run.PluginConfig = "name = \"elsewhere\"";

        var line = (await run.RunAsync()).Single(line => line.Check == "group");

        Assert.EndsWith("in account 123456789012; a group of that name is in eu-west-1", line.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_AnImageOfTheirOwn_DoesNotJudgeTheUser()
    {
        await using var run = await CheckRun.StartAsync();
        run.Cloud.Setup = run.Cloud.Setup with { Image = new() { Name = "ours", OwnerId = "210987654321", OwnerAlias = null } };

        var line = (await run.RunAsync()).Single(line => line.Check == "username");

        Assert.Equal("not_checked", line.Outcome);
        Assert.Contains("logs in as ec2-user", line.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_AnyReport_OnlyDescribesAndTriesDry()
    {
        await using var run = await CheckRun.StartAsync();

        await run.RunAsync();

        Assert.All(run.Simulator.Calls.All, call => Assert.True(
            call.Action.StartsWith("Describe", StringComparison.Ordinal) || call.Action == "GetCallerIdentity" || call.ErrorCode == "DryRunOperation",
                call.Action));
        Assert.NotEmpty(run.Simulator.Calls.Of("GetPasswordData"));
    }

    [Fact]
    public async Task Check_Connect_ReadsTheBannerOfAnInstance()
    {
        await using var run = await CheckRun.StartAsync(group => group with { Sshd = true });
        var instance = run.Cloud.Instances[0];
        await run.Simulator.WaitForAsync(() => instance.LifecycleState == "InService", TestContext.Current.CancellationToken);
        run.Connector = $"protocol_port = {run.Simulator.SshPort}";

        var well = (await run.RunAsync("--connect", instance.Id)).Single(line => line.Check == "connect");
        run.Connector = "protocol_port = 1";
        var wrong = (await run.RunAsync("--connect", instance.Id)).Single(line => line.Check == "connect");
        run.Deny("ec2-instance-connect:SendSSHPublicKey");
        var denied = (await run.RunAsync("--connect", instance.Id)).Single(line => line.Check == "connect");

        Assert.Equal("well", well.Outcome);
        Assert.Matches($@"^{instance.Id} at [0-9.]+:{run.Simulator.SshPort} as ec2-user: SSH-2\.0-", well.Text);
        Assert.Equal("wrong", wrong.Outcome);
        Assert.Contains(":1: Connection refused", wrong.Text, StringComparison.Ordinal);
        Assert.Equal("wrong", denied.Outcome);
        Assert.Contains("ec2-instance-connect:SendSSHPublicKey is not allowed", denied.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_AwsOutOfReach_CouldNotLook()
    {
        await using var run = await CheckRun.StartAsync();
        run.Simulator.Faults.Add(new AwsSimulator.Faults.Fault { Reset = true, Times = null });

        var lines = await run.RunAsync();

        Assert.DoesNotContain(lines, line => line.Outcome is "wrong" or "warning");
        Assert.Equal("not_checked", lines.Single(line => line.Check == "group").Outcome);
        Assert.Equal("AWS did not answer", lines.Single(line => line.About == "ec2:DescribeInstances").Text);
        Assert.Equal(CheckExitCode.CouldNotLook, run.ExitCode);
    }

    [Fact]
    public void Checks_Anchors_AreOnThePageAndNoOthers()
    {
        var page = Repository.Read("docs/reference/checks.md");

        Assert.Equal(
            Rules.All.Select(rule => rule.Name),
            page.Split('\n').Where(line => line.StartsWith("### ", StringComparison.Ordinal)).Select(line => line[4..]));
    }

    [Fact]
    public void Checks_Actions_AreOnThePage() =>
        Assert.Equal(
            Fleeting.Aws.Checks.Reading.CheckAction.All.Select(action => (action.Name, action.NeededFor)),
            Repository.ReadTable("docs/reference/checks.md").Select(row => (row[0], row[1])));

    private static ScalingActivity Launch(string status) => new()
    {
        ActivityId = Guid.NewGuid().ToString(),
        Description = "Launching a new EC2 instance",
        Cause = "an increase",
        StartTime = TimeProvider.System.GetUtcNow(),
        StatusCode = status,
        StatusMessage = status == "Failed" ? LaunchFailure.All["image"].Message : null,
    };

    private static string EcKey(CheckRun run)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return run.Write("ec.pem", key.ExportECPrivateKeyPem());
    }

    private sealed record Plant(string Outcome, Action<CheckRun> Do, string Text, string Next, bool Alone = true);
}
