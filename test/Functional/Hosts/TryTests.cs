using System.Diagnostics;
using AwsSimulator;
using AwsSimulator.Cloud;
using FleetingHost.Commands;
using AwsGroup = AwsSimulator.Cloud.GroupSettings;

namespace Functional.Hosts;

/// <summary><c>fleeting-host try</c> on a simulated AWS, with a config.toml in the shape of GitLab's documentation.</summary>
public sealed class TryTests : IDisposable
{
    private const string Group = "my-docker-asg";

    private readonly PrivateFolder _folder = new();

    [Fact]
    public async Task Try_AllWell_LaunchesOneRunsTheCommandAndTimesEachStep()
    {
        await using var aws = await StartAwsAsync();
        using var host = Start(aws, "--yes");

        var (exitCode, stdout) = await host.EndAsync();

        Assert.True(exitCode == ExitCodes.Success, host.Stderr);
        Assert.Contains("group my-docker-asg (us-east-1) has none now\n", host.Stderr, StringComparison.Ordinal);
        Assert.Contains(" | Linux ", host.Stderr, StringComparison.Ordinal);
        Assert.Matches(
            """
            ^step              seconds  outcome\n
            [- ]+\n
            start the plugin  \d+\.\d\d +done\n
            initialise it     \d+\.\d\d +aws/us-east-1/my-docker-asg\n
            launch            \d+\.\d\d +i-[0-9a-f]{17} runs\n
            connect           \d+\.\d\d +127\.129\.[0-9.:]+\n
            command           \d+\.\d\d +exit code 0\n
            scale down        \d+\.\d\d +all gone\n$
            """.ReplaceLineEndings(""),
            stdout);
        Assert.Equal(1, aws.Groups[Group].Activities.Count(activity => activity.Description.StartsWith("Launching", StringComparison.Ordinal)));
        AssertAsBefore(aws, desired: 0);
    }

    [Fact]
    public async Task Try_CommandFails_IsExitCode1AndNamesTheStep()
    {
        await using var aws = await StartAwsAsync();
        using var host = Start(aws, "--yes", "--", "exit 3");

        var (exitCode, stdout) = await host.EndAsync();

        Assert.Equal(ExitCodes.Failed, exitCode);
        Assert.Matches(@"\ncommand +\d+\.\d\d +exit code 3\n", stdout);
        AssertAsBefore(aws, desired: 0);
    }

    [Fact]
    public async Task Try_NobodyToAsk_IsRefusedBeforeThePluginIsStarted()
    {
        await using var aws = await StartAwsAsync();
        using var host = Start(aws);

        var (exitCode, stdout) = await host.EndAsync();

        Assert.Equal(
            (ExitCodes.Usage, "", "fleeting-host: try launches an instance, and stdin is no terminal to ask at: say --yes to launch without being asked; "
                + "see fleeting-host --help"),
            (exitCode, stdout, host.Stderr));
        Assert.Empty(aws.Calls.All);
    }

    [Theory]
    [InlineData("n", ExitCodes.Failed, 0, "nothing was launched")]
    [InlineData("y", ExitCodes.Success, 1, "all gone")]
    public async Task Try_OnATerminal_AsksAndHeedsTheAnswer(string answer, int expected, int launches, string end)
    {
        await using var aws = await StartAwsAsync();
        var files = RunnerFiles.Write(_folder, aws);
        using var host = HostProcess.StartOnTerminal(files.Environment, "try", "--config", files.Config);

        await host.TypeAsync(answer);
        var (exitCode, stdout) = await host.EndAsync();

        Assert.Equal(expected, exitCode);
        Assert.Contains("launch 1 instance in my-docker-asg (us-east-1)? [y/N] ", stdout, StringComparison.Ordinal);
        Assert.Contains(end, stdout, StringComparison.Ordinal);
        Assert.Equal(launches, aws.Calls.Count("SetDesiredCapacity"));
        AssertAsBefore(aws, desired: 0);
    }

    [Theory]
    [InlineData(Signals.Terminate, ExitCodes.Terminated)]
    [InlineData(Signals.Interrupt, ExitCodes.Interrupted)]
    public async Task Try_InterruptedWhileTheInstanceLaunches_TakesItBackWithinSeconds(int signal, int expected)
    {
        await using var aws = await StartAwsAsync(group => group with { LaunchTime = TimeSpan.FromHours(1) });
        using var host = Start(aws, "--yes");

        await host.ReadUntilAsync("creating");
        Signals.Send(host.Id, signal);
        var started = Stopwatch.GetTimestamp();
        var (exitCode, stdout) = await host.EndAsync();

        Assert.True(exitCode == expected, $"{exitCode}\n{host.Stderr}\n{stdout}");
        Assert.InRange(Stopwatch.GetElapsedTime(started).TotalSeconds, 0, 10);
        Assert.Matches(@"\nlaunch +\d+\.\d\d +interrupted\nconnect +- +not reached\n", stdout);
        AssertAsBefore(aws, desired: 0);
    }

    [Fact]
    public async Task Try_InterruptedWhileEndingTakesLong_IsDoneOnceTheGroupEndsTheInstance()
    {
        await using var aws = await StartAwsAsync(group => group with { TerminateTime = TimeSpan.FromHours(1) });
        using var host = Start(aws, "--yes", "--", "sleep 600");

        await host.ReadUntilAsync("connected");
        Signals.Send(host.Id, Signals.Interrupt);
        var (exitCode, stdout) = await host.EndAsync();

        Assert.True(exitCode == ExitCodes.Interrupted, host.Stderr);
        var instance = Assert.Single(aws.Groups[Group].Instances);
        Assert.Equal(("Terminating", 0), (instance.LifecycleState, aws.Groups[Group].DesiredCapacity));
        Assert.EndsWith($"\n{instance.Id} is being terminated; its end was not waited for\n", stdout, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Try_LaunchesFailForGood_SaysWhyAndWhatStillStands()
    {
        await using var aws = await StartAwsAsync();
        aws.Groups[Group].LaunchFailure = LaunchFailure.All["template"];
        using var host = Start(aws, "--yes");

        await host.ReadUntilAsync("giving up on the rest");
        var (exitCode, stdout) = await host.EndAsync();

        // The group goes on trying, and a plugin can take back instances only: that is for the reader to do.
        Assert.Equal(ExitCodes.LeftBehind, exitCode);
        Assert.Contains("  waiting for 1 asked for and not seen yet\n", host.Stderr, StringComparison.Ordinal);
        Assert.Matches(@"\nlaunch +\d+\.\d\d +failed\n", stdout);
        Assert.Contains("\ncould not scale up to 1: my-docker-asg in us-east-1: 1 of 1 instances have not started for ", stdout, StringComparison.Ordinal);
        Assert.Contains("InvalidLaunchTemplateId.NotFound", stdout, StringComparison.Ordinal);
        Assert.EndsWith(
            "asked for and never seen: 1; the group's desired capacity may still hold them. Unless something else scales the group: "
            + "aws autoscaling set-desired-capacity --region us-east-1 --auto-scaling-group-name my-docker-asg --desired-capacity 0\n",
            stdout,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Try_NoHeadroom_SaysThePluginsText()
    {
        await using var aws = await StartAwsAsync(group => group with { MaxSize = 0 });
        using var host = Start(aws, "--yes");

        var (exitCode, stdout) = await host.EndAsync();

        Assert.Equal(ExitCodes.Failed, exitCode);
        Assert.Contains("could not scale up to 1: rpc error: code = ResourceExhausted desc = could not increase ", stdout, StringComparison.Ordinal);
        AssertAsBefore(aws, desired: 0);
    }

    [Fact]
    public async Task Try_InstanceThatWasThere_IsUntouched()
    {
        await using var aws = await StartAwsAsync(group => group with { DesiredCapacity = 1 });
        var instance = aws.Groups[Group].Instances[0];
        await aws.WaitForAsync(() => instance.LifecycleState == "InService", TestContext.Current.CancellationToken);
        using var host = Start(aws, "--yes");

        var (exitCode, stdout) = await host.EndAsync();

        Assert.True(exitCode == ExitCodes.Success, host.Stderr);
        Assert.Contains(" has 1 running now, to be left alone\n", host.Stderr, StringComparison.Ordinal);
        Assert.DoesNotContain(instance.Id, stdout, StringComparison.Ordinal);
        AssertAsBefore(aws, desired: 1, instance.Id);
        Assert.Equal("InService", instance.LifecycleState);
    }

    public void Dispose() => _folder.Dispose();

    private static void AssertAsBefore(Simulator aws, int desired, params string[] instances)
    {
        Assert.Equal(instances, aws.Groups[Group].Instances.Select(instance => instance.Id));
        Assert.Equal(desired, aws.Groups[Group].DesiredCapacity);
    }

    private static Task<Simulator> StartAwsAsync(Func<AwsGroup, AwsGroup>? change = null)
    {
        var group = new AwsGroup { Name = Group };
        return Simulator.StartAsync(new SimulatorSettings { Groups = [change?.Invoke(group) ?? group] }, TestContext.Current.CancellationToken);
    }

    private HostProcess Start(Simulator aws, params string[] arguments)
    {
        var files = RunnerFiles.Write(_folder, aws);
        return HostProcess.Start(files.Environment, ["try", "--config", files.Config, .. arguments]);
    }
}
