using FleetingHost.Commands;

namespace Functional.Hosts;

public sealed class ChaosTests
{
    [Fact]
    public async Task Chaos_NothingFails_LosesAndLeaksNothing()
    {
        using var temporary = new PrivateFolder();
        using var host = HostProcess.Start(
            new Dictionary<string, string?> { ["TMPDIR"] = temporary.Path },
            ["chaos", "--plugin", PluginBinary.Path, "--minutes", "0.2", "--instances", "3", "--rate", "0"]);

        var (exitCode, stdout) = await host.EndAsync();

        Assert.True(exitCode == ExitCodes.Success, stdout + host.Stderr);
        Assert.EndsWith("\nchaos: 0 lost, 0 leaked\n", stdout, StringComparison.Ordinal);
        Assert.Matches(@"(^|\n)[1-9]\d* jobs run\n", stdout);
        Assert.Empty(temporary.Content);
    }

    [Theory]
    [InlineData("--rate must be a number from 0 to 1, not '2'", "--rate", "2")]
    [InlineData("--policy must be 2023 or 2024, not 'none'", "--policy", "none")]
    public async Task Chaos_WrongOption_SaysSo(string message, params string[] words)
    {
        using var temporary = new PrivateFolder();
        using var host = HostProcess.Start(
            new Dictionary<string, string?> { ["TMPDIR"] = temporary.Path }, ["chaos", "--plugin", PluginBinary.Path, .. words]);

        var (exitCode, stdout) = await host.EndAsync();

        Assert.Equal((ExitCodes.Usage, ""), (exitCode, stdout));
        Assert.Equal($"fleeting-host: {message}; see fleeting-host --help", host.Stderr);
    }
}
