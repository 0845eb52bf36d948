using AwsSimulator;
using FleetingHost.Commands;
using AwsGroup = AwsSimulator.Cloud.GroupSettings;

namespace Functional.Hosts;

/// <summary>
/// <c>fleeting-host run</c> with a config.toml in the shape of GitLab's documentation, a simulated AWS in its environment.
/// </summary>
public sealed class RunTests : IDisposable
{
    private readonly PrivateFolder _folder = new();

    [Fact]
    public async Task Run_DocumentationsShape_RunsOnEveryInstanceAndLeavesNothing()
    {
        await using var aws = await StartAwsAsync();
        using var host = Start(aws, "--", "echo", "out; echo err >&2; echo $SSH_CONNECTION");

        var (exitCode, stdout) = await host.EndAsync();

        Assert.True(exitCode == ExitCodes.Success, host.Stderr);
        Assert.Contains("runner 'docker autoscaler example': 2 instances by plugin ", host.Stderr, StringComparison.Ordinal);
        Assert.Contains(" | out\n", host.Stderr, StringComparison.Ordinal);
        Assert.Contains(" | err\n", host.Stderr, StringComparison.Ordinal);
        // use_external_addr: the public addresses were dialled.
        Assert.Matches(@"^instance .*\n[- ]+\n(i-[0-9a-f]{17}  127\.129\..* 0\n){2}$", stdout);
        Assert.Empty(aws.Groups["my-docker-asg"].Instances);
        Assert.Equal(0, aws.Groups["my-docker-asg"].DesiredCapacity);
    }

    [Fact]
    public async Task Run_CommandFails_IsExitCode1WithTheTable()
    {
        await using var aws = await StartAwsAsync();
        using var host = Start(aws, "--instances", "1", "--", "exit 3");

        var (exitCode, stdout) = await host.EndAsync();

        Assert.Equal(ExitCodes.Failed, exitCode);
        Assert.Matches(@"\ni-[0-9a-f]{17} .* 3\n$", stdout);
        Assert.Empty(aws.Groups["my-docker-asg"].Instances);
    }

    [Fact]
    public async Task Run_InstancesThatWereThere_AreLeftAlone()
    {
        await using var aws = await StartAwsAsync(group => group with { DesiredCapacity = 1 });
        var instance = aws.Groups["my-docker-asg"].Instances[0];
        await aws.WaitForAsync(() => instance.LifecycleState == "InService", TestContext.Current.CancellationToken);
        using var host = Start(aws, "--instances", "1", "--", "true");

        var (exitCode, _) = await host.EndAsync();

        Assert.True(exitCode == ExitCodes.Success, host.Stderr);
        Assert.Equal(instance.Id, Assert.Single(aws.Groups["my-docker-asg"].Instances).Id);
    }

    [Fact]
    public async Task Run_Interrupted_ScalesDown()
    {
        await using var aws = await StartAwsAsync();
        using var host = Start(aws, "--", "sleep 600");

        await host.ReadUntilAsync("connected");
        Signals.Send(host.Id, Signals.Interrupt);
        var (exitCode, stdout) = await host.EndAsync();

        Assert.True(exitCode == ExitCodes.Interrupted, host.Stderr);
        Assert.Contains("interrupted with 0 of 2 instances finished\n", stdout, StringComparison.Ordinal);
        Assert.Empty(aws.Groups["my-docker-asg"].Instances);
    }

    [Fact]
    public async Task Run_TerminatedWhileNothingGoes_EndsWithinSecondsAndNamesWhatIsLeft()
    {
        await using var aws = await StartAwsAsync(group => group with { TerminateTime = TimeSpan.FromHours(1) });
        using var host = Start(aws, "--instances", "1", "--", "sleep 600");

        await host.ReadUntilAsync("connected");
        Signals.Send(host.Id, Signals.Terminate);
        var (exitCode, stdout) = await host.EndAsync();

        Assert.True(exitCode == ExitCodes.LeftBehind, host.Stderr);
        Assert.Contains($"still there: {aws.Groups["my-docker-asg"].Instances[0].Id}", stdout, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_NoHeadroom_RunsOnWhatFitsAndSaysSo()
    {
        await using var aws = await StartAwsAsync(group => group with { MaxSize = 1 });
        using var host = Start(aws, "--", "true");

        var (exitCode, stdout) = await host.EndAsync();

        Assert.Equal(ExitCodes.Failed, exitCode);
        Assert.EndsWith(
            "could not scale up to 2: rpc error: code = ResourceExhausted desc = could not increase Auto Scaling Group "
            + "\"my-docker-asg\" in us-east-1 by 1: its DesiredCapacity is 1 and its MaxSize 1; raise the group's MaxSize, or lower "
            + "max_instances in config.toml\n",
            stdout,
            StringComparison.Ordinal);
        Assert.Matches(@"\ni-[0-9a-f]{17} .* 0\n", stdout);
        Assert.Empty(aws.Groups["my-docker-asg"].Instances);
    }

    [Fact]
    public async Task Run_InitRefused_IsExitCode3()
    {
        await using var aws = await StartAwsAsync(group => group with { Name = "another" });
        using var host = Start(aws, "--", "true");

        var (exitCode, stdout) = await host.EndAsync();

        Assert.Equal((ExitCodes.Plugin, ""), (exitCode, stdout));
        Assert.EndsWith(
            "fleeting-host: could not initialise the plugin: rpc error: code = NotFound desc = could not find Auto Scaling Group "
            + "\"my-docker-asg\" in us-east-1: account 123456789012 has no group of that name there; check name and region in "
            + "plugin_config, and that the credentials belong to the group's account",
            host.Stderr,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "--instances 11 -- true",
        "--instances is 11, max_instances of runner 'docker autoscaler example' is 10; see fleeting-host --help")]
    [InlineData("--instances 1", "the command is missing: put it last, behind --; see fleeting-host --help")]
    public async Task Run_WrongCommandLine_IsExitCode2(string arguments, string message)
    {
        await using var aws = await StartAwsAsync();
        using var host = Start(aws, arguments.Split(' '));

        var (exitCode, stdout) = await host.EndAsync();

        Assert.Equal((ExitCodes.Usage, "", $"fleeting-host: {message}"), (exitCode, stdout, host.Stderr));
    }

    public void Dispose() => _folder.Dispose();

    private static Task<Simulator> StartAwsAsync(Func<AwsGroup, AwsGroup>? change = null)
    {
        var group = new AwsGroup { Name = "my-docker-asg" };
        var settings = new SimulatorSettings { Groups = [change?.Invoke(group) ?? group] };
        return Simulator.StartAsync(settings, TestContext.Current.CancellationToken);
    }

    private HostProcess Start(Simulator aws, params string[] arguments)
    {
        var files = RunnerFiles.Write(_folder, aws);
        return HostProcess.Start(files.Environment, ["run", "--config", files.Config, .. arguments]);
    }
}
