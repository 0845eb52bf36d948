using System.Diagnostics;
using System.Text.Json;
using AwsSimulator;
using AwsSimulator.Cloud;
using AwsGroup = AwsSimulator.Cloud.GroupSettings;

namespace Functional.Group;

/// <summary><c>fleeting-plugin-aws check</c>, the program itself, on a simulated group with the mistakes that users make.</summary>
public sealed class CheckTests : IDisposable
{
    private static readonly Dictionary<string, (string Outcome, Func<AwsGroup, AwsGroup> Plant)> _mistakes = new()
    {
        ["min-size"] = ("wrong", group => group with { MinSize = 1 }),
        ["max-size"] = ("wrong", group => group with { MaxSize = 5 }),
        ["weights"] = ("warning", group => group with { WeightedTypes = [("t3.micro", 1), ("t3.large", 2)] }),
        ["scale-in-protection"] = ("wrong", group => group with { NewInstancesProtectedFromScaleIn = false }),
        ["az-rebalance"] = ("wrong", group => group with { SuspendedProcesses = [] }),
        ["launch"] = ("wrong", group => group with { SuspendedProcesses = ["AZRebalance", "Launch"] }),
        ["terminate"] = ("wrong", group => group with { SuspendedProcesses = ["AZRebalance", "Terminate"] }),
        ["capacity-rebalance"] = ("wrong", group => group with { CapacityRebalance = true }),
        ["max-instance-lifetime"] = ("wrong", group => group with { Setup = group.Setup with { MaxInstanceLifetime = 86400 } }),
        ["warm-pool"] = ("warning", group => group with { Setup = group.Setup with { WarmPoolState = "Running" } }),
        ["scaling-policies"] = ("wrong", group => group with { Setup = group.Setup with { Policies = [new("cpu")] } }),
        ["schedules"] = ("wrong", group => group with { Setup = group.Setup with { ScheduledActions = ["night"] } }),
        ["instance-refresh"] = ("wrong", group => group with { Setup = group.Setup with { InstanceRefreshes = ["InProgress"] } }),
        ["lifecycle-hooks"] = ("warning", group => group with { Setup = group.Setup with { LifecycleHooks = [new("boot")] } }),
        ["launch-template"] = ("wrong", group => group with { DesiredCapacity = 0, Setup = group.Setup with { IsLaunchTemplateGone = true } }),
        ["image"] = ("wrong", group => group with { DesiredCapacity = 0, Setup = group.Setup with { Image = null } }),
        ["platform"] = ("wrong", group => group with { Architecture = "arm64" }),
        ["username"] = ("wrong", group => group with { Setup = group.Setup with { Image = new() { Name = "debian-13", OwnerId = "136693071363" } } }),
        ["security-groups"] = ("wrong", group => group with { Setup = group.Setup with { Ingress = [] } }),
        ["subnets"] = ("warning", group => group with { Setup = group.Setup with { IsSubnetIpv6Native = true } }),
        ["windows-key"] = ("wrong", group => group with { Platform = "windows", KeyPairName = "ours" }),
    };

    private readonly PrivateFolder _folder = new();

    public static TheoryData<string> Mistakes => [.. _mistakes.Keys];

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task Check_OneMistake_IsFoundUnderItsNameAndNothingElse(string name)
    {
        var (outcome, plant) = _mistakes[name];
        await using var aws = await StartAwsAsync(plant);

        var (exitCode, stdout, stderr) = await CheckAsync(aws, "--json");

        var found = Assert.Single(Lines(stdout), line => line.Outcome is "wrong" or "warning");
        Assert.Equal((name, outcome, ""), (found.Check, found.Outcome, stderr));
        Assert.Equal(outcome == "wrong" ? 1 : 0, exitCode);
        AssertChangedNothing(aws);
    }

    [Fact]
    public async Task Check_FailedLaunches_AreFound()
    {
        await using var aws = await StartAwsAsync();
        aws.Groups["runners"].LaunchFailure = LaunchFailure.All["quota"];
        aws.Groups["runners"].DesiredCapacity = 3;

        var (exitCode, stdout, _) = await CheckAsync(aws, "--json");

        Assert.Equal(("failed-launches", "wrong"), Assert.Single(Lines(stdout), line => line.Outcome is "wrong" or "warning"));
        Assert.Equal(1, exitCode);
    }

    [Theory]
    [InlineData("2023", 2)]
    [InlineData("2024", 0)]
    public async Task Check_ThePoliciesOfTheReference_AreNoMistake(string policy, int expected)
    {
        await using var aws = await StartAwsAsync(group => group with { Tags = new Dictionary<string, string> { ["group"] = "runners" } });
        aws.Policy = await File.ReadAllTextAsync(
            Path.Combine(AppContext.BaseDirectory, "Policies", $"{policy}.json"), TestContext.Current.CancellationToken);

        var (exitCode, stdout, _) = await CheckAsync(aws, "--json");

        Assert.DoesNotContain(Lines(stdout), line => line.Outcome == "wrong");
        Assert.Equal(expected, exitCode);
    }

    [Fact]
    public async Task Check_NothingWrong_PrintsALineEachWithoutColours()
    {
        await using var aws = await StartAwsAsync();

        var (exitCode, stdout, stderr) = await CheckAsync(aws);

        Assert.Equal((0, ""), (exitCode, stderr));
        Assert.Contains("\nwell         min-size               MinSize is 0 (docs/reference/checks.md#min-size)\n", stdout, StringComparison.Ordinal);
        Assert.EndsWith("check of runners in us-east-1: 35 well, 0 warnings, 0 wrong, 3 not checked\n", stdout, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', stdout);
        AssertChangedNothing(aws);
    }

    [Fact]
    public async Task Check_Connect_GetsToTheBannerOfAnInstance()
    {
        await using var aws = await StartAwsAsync(group => group with { Sshd = true });
        var instance = aws.Groups["runners"].Instances[0];
        await aws.WaitForAsync(() => instance.LifecycleState == "InService", TestContext.Current.CancellationToken);

        var (exitCode, stdout, _) = await CheckAsync(aws, "--connect", instance.Id);

        Assert.Equal(0, exitCode);
        Assert.Matches($@"\nwell         connect                {instance.Id} at [0-9.]+:{aws.SshPort} as ec2-user: SSH-2\.0-", stdout);
        Assert.Equal(1, aws.Calls.Count("SendSSHPublicKey"));
    }

    public void Dispose() => _folder.Dispose();

    private static void AssertChangedNothing(Simulator aws) => Assert.All(aws.Calls.All, call => Assert.True(
        call.Action.StartsWith("Describe", StringComparison.Ordinal) || call.Action == "GetCallerIdentity" || call.ErrorCode == "DryRunOperation", call.Action));

    private static Task<Simulator> StartAwsAsync(Func<AwsGroup, AwsGroup>? change = null)
    {
        var group = new AwsGroup { Name = "runners", DesiredCapacity = 1, Sshd = false, WinRm = false };
        var settings = new SimulatorSettings { Groups = [change?.Invoke(group) ?? group] };
        return Simulator.StartAsync(settings, TestContext.Current.CancellationToken);
    }

    private static IEnumerable<(string Check, string Outcome)> Lines(string json)
    {
        using var report = JsonDocument.Parse(json);
        return
        [
            .. report.RootElement.GetProperty("checks").EnumerateArray()
                .Select(check => (check.GetProperty("check").GetString()!, check.GetProperty("outcome").GetString()!)),
        ];
    }

    private async Task<(int ExitCode, string Stdout, string Stderr)> CheckAsync(Simulator aws, params string[] arguments)
    {
        var config = _folder.Write(
            "config.toml",
            $"""
            [[runners]]
              name = "aws"
              [runners.autoscaler]
                plugin = "fleeting-plugin-aws"
                max_instances = 10
                [runners.autoscaler.plugin_config]
                  name = "runners"
                [runners.autoscaler.connector_config]
                  arch = "amd64"
                  protocol_port = {aws.SshPort}
            """);
        var start = new ProcessStartInfo(PluginBinary.Path, ["check", "--config", config, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in ProcessEnvironment.Of(aws.Environment))
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var stderr = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var stdout = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, stdout, await stderr);
    }
}
