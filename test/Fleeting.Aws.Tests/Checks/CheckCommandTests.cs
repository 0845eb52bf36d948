using Fleeting.Aws.Checks;

namespace Fleeting.Aws.Tests.Checks;

/// <summary>What it says to each bad argument: docs/reference/bad-inputs.md, held by a test of its own.</summary>
public sealed class CheckCommandTests
{
    [Theory]
    [InlineData("")]
    [InlineData("--config /nonexistent/config.toml")]
    public async Task RunAsync_WrongArguments_CouldNotLook(string arguments)
    {
        await using var run = await CheckRun.StartAsync();

        var (stdout, stderr) = await run.PrintAsync(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.StartsWith("could not check: ", stderr, StringComparison.Ordinal);
        Assert.Equal(("", CheckExitCode.CouldNotLook), (stdout, run.ExitCode));
    }

    [Fact]
    public async Task RunAsync_WithoutConfigToml_TakesTheKeysAsOptions()
    {
        await using var run = await CheckRun.StartAsync();
        run.WriteConfig();

        var (stdout, stderr) = await run.PrintAsync(
            ["--name", "runners", "--profile", "simulator", "--config-file", $"{run.Folder}/config", "--credentials-file", $"{run.Folder}/credentials",
                "--username", "admin"]);

        Assert.Equal(("", CheckExitCode.SomethingWrong), (stderr, run.ExitCode));
        Assert.Contains(
            "\nwrong        username               the runner logs in as admin, and the user of al2023-ami-2023.9.20260105.0-kernel-6.12-x86_64 is ec2-user. "
            + "Set username = \"ec2-user\" in connector_config, unless the instances get another user (docs/reference/checks.md#username)\n",
            stdout, StringComparison.Ordinal);
        Assert.EndsWith("check of runners in us-east-1: 34 well, 0 warnings, 1 wrong, 3 not checked\n", stdout, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_OneCauseForManyNotChecked_IsOneLine()
    {
        await using var run = await CheckRun.StartAsync();
        run.Deny("ec2:DescribeImages");

        var (stdout, _) = await run.PrintAsync(["--config", run.WriteConfig()]);

        Assert.Contains(
            "\nnot checked  image                  needs ec2:DescribeImages (so also platform, username) (docs/reference/checks.md#image)\n", stdout,
                StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_OnATerminal_ColoursTheOutcome()
    {
        await using var run = await CheckRun.StartAsync();
        run.Cloud.MinSize = 1;

        var (stdout, _) = await run.PrintAsync(["--config", run.WriteConfig()], hasColours: true);

        Assert.Contains("\n\e[31mwrong      \e[0m  min-size ", stdout, StringComparison.Ordinal);
        Assert.Contains("\n\e[32mwell       \e[0m  max-size ", stdout, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_TextsWithControlCharacters_PrintsNone()
    {
        await using var run = await CheckRun.StartAsync();
        run.Cloud.Setup = run.Cloud.Setup with { Image = new() { Name = "bad\u007f\u009b31mname" } };

        var (stdout, _) = await run.PrintAsync(["--config", run.WriteConfig()]);

        Assert.Contains("(bad  31mname)", stdout, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_Secrets_AreInNoReport()
    {
        await using var run = await CheckRun.StartAsync();
        run.Connector = "use_static_credentials = true\npassword = \"pass-secret\"";

        var (stdout, _) = await run.PrintAsync(["--config", run.WriteConfig()]);

        Assert.DoesNotContain("secret", stdout.ToLowerInvariant(), StringComparison.Ordinal);
        Assert.DoesNotContain(run.Simulator.SecretAccessKey, stdout, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_Help_PrintsIt()
    {
        await using var run = await CheckRun.StartAsync();

        var (stdout, _) = await run.PrintAsync(["--help"]);

        Assert.StartsWith("usage: fleeting-plugin-aws check --config FILE", stdout, StringComparison.Ordinal);
        Assert.Equal(CheckExitCode.AllWell, run.ExitCode);
    }
}
