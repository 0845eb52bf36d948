using FleetingHost.Commands;

namespace Functional.Hosts;

public sealed class DemoTests
{
    private const string Row = @"i-[0-9a-f]{17}  127\.1\.\d+\.\d+:\d+ +\d+\.\d +\d+\.\d\d +0\n";

    [Fact]
    public async Task Demo_Defaults_RunsOnThreeInstancesAndLeavesNothing()
    {
        using var temporary = new PrivateFolder();
        using var host = Start(temporary, "demo", "--plugin", PluginBinary.Path, "--logs");

        var (exitCode, stdout) = await host.EndAsync();

        Assert.True(exitCode == ExitCodes.Success, host.Stderr);
        Assert.Matches($@"^instance +address +running \(s\)  connected \(s\)  exit code\n[- ]+\n({Row}){{3}}$", stdout);
        Assert.Contains("  Instance Connect delivered 3 keys\n", host.Stderr, StringComparison.Ordinal);
        Assert.Contains("  group 'demo' has 0 instances and desired capacity 0\n", host.Stderr, StringComparison.Ordinal);
        Assert.EndsWith("  0 processes left", host.Stderr, StringComparison.Ordinal);
        Assert.Contains("  plugin: info demo in us-east-1: ready.", host.Stderr, StringComparison.Ordinal);
        Assert.Empty(temporary.Content);
    }

    [Theory]
    [InlineData("serves, process")]
    [InlineData("initialised")]
    [InlineData("asked for")]
    [InlineData("running")]
    [InlineData("connected")]
    public async Task Demo_InterruptedAnywhere_LeavesNothing(string when)
    {
        using var temporary = new PrivateFolder();
        using var host = Start(temporary, "demo", "--plugin", PluginBinary.Path, "--instances", "2");

        await host.ReadUntilAsync(when);
        Signals.Send(host.Id, Signals.Interrupt);
        var (exitCode, _) = await host.EndAsync();

        Assert.True(exitCode == ExitCodes.Interrupted, $"{exitCode}\n{host.Stderr}");
        Assert.DoesNotContain("still", host.Stderr, StringComparison.Ordinal);
        Assert.Empty(temporary.Content);
    }

    [Fact]
    public async Task Demo_PluginMissing_SaysSo()
    {
        using var temporary = new PrivateFolder();
        using var host = Start(temporary, "demo", "--plugin", "/nowhere/plugin");

        var (exitCode, stdout) = await host.EndAsync();

        Assert.Equal((ExitCodes.Plugin, ""), (exitCode, stdout));
        Assert.Equal("fleeting-host: could not find plugin '/nowhere/plugin': there is no executable file at /nowhere/plugin", host.Stderr);
    }

    private static HostProcess Start(PrivateFolder temporary, params string[] arguments) =>
        HostProcess.Start(new Dictionary<string, string?> { ["TMPDIR"] = temporary.Path }, arguments);
}
