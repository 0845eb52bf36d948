using Fleeting.CommandLine;
using Fleeting.Tests.Harness;

namespace Fleeting.Tests.CommandLine;

public sealed class PluginCommandLineTests : IDisposable
{
    private const string Help =
        """
        some-plugin is a fleeting plugin: GitLab Runner starts it.

        usage: some-plugin [COMMAND]

          serve                 serve the GitLab Runner that started this process (also without a command)
          version               print what build this is
          bootstrap REPOSITORY  copy the plugin to where GitLab Runner looks for REPOSITORY, below FLEETING_PLUGIN_PATH (/plugins)
          help                  print this

        """;

    private readonly CommandLineRun _run = new();

    public void Dispose() => _run.Dispose();

    [Theory]
    [InlineData]
    [InlineData("serve")]
    public async Task RunAsync_ServeOrNothing_ServesAndReturnsItsExitCode(params string[] arguments)
    {
        Assert.Equal(CommandLineRun.ServedExitCode, await _run.RunAsync(arguments));
        Assert.Equal("", _run.Stdout + _run.Stderr);
    }

    [Theory]
    [InlineData("version")]
    [InlineData("-version")]
    [InlineData("--version")]
    public async Task RunAsync_Version_PrintsALabelALine(string argument)
    {
        Assert.Equal(0, await _run.RunAsync(argument));
        Assert.Equal(
            """
            Name: some-plugin
            Version: 1.2.3
            Git revision: 0123abcd
            Git ref: main
            Runtime: .NET 10
            Built: 2026-01-02T03:04:05Z
            OS/Arch: linux/amd64

            """,
            _run.Stdout);
    }

    [Fact]
    public async Task RunAsync_CommandOfThePlugin_RunsItOnTheRestAndHelpNamesIt()
    {
        using var run = new CommandLineRun { Commands = [new PluginCommand("look", "look around", (rest, _) => Task.FromResult(rest.Count + 40))] };

        Assert.Equal(42, await run.RunAsync("look", "--far", "away"));
        await run.RunAsync("help");

        Assert.Contains("  look                  look around\n  help                  print this\n", run.Stdout, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("help")]
    [InlineData("--help")]
    [InlineData("-h")]
    public async Task RunAsync_Help_PrintsIt(string argument)
    {
        Assert.Equal(0, await _run.RunAsync(argument));
        Assert.Equal(Help, _run.Stdout);
    }

    [Theory]
    [InlineData("could not run some-plugin: dance is none of its commands", "dance")]
    [InlineData("could not run some-plugin:  is none of its commands", "")]
    [InlineData("could not run some-plugin: serve takes no argument, and got now", "serve", "now")]
    [InlineData("could not run some-plugin: --version takes no argument, and got -v", "--version", "-v")]
    [InlineData("could not run some-plugin: help takes no argument, and got x", "help", "x")]
    [InlineData("could not run some-plugin: bootstrap takes one argument, the repository", "bootstrap")]
    [InlineData("could not run some-plugin: bootstrap takes one argument, the repository", "bootstrap", "a", "b")]
    public async Task RunAsync_ArgumentsThatMakeNoSense_SaysWhyAndHelps(string problem, params string[] arguments)
    {
        Assert.Equal(2, await _run.RunAsync(arguments));
        Assert.Equal($"{problem}\n\n{Help}", _run.Stderr);
        Assert.Equal("", _run.Stdout);
    }

    [Fact]
    public void BuildInfo_InOneLine_HasEveryPart() => Assert.Equal(
        "sha=0123abcd; ref=main; runtime=.NET 10; built_at=2026-01-02T03:04:05Z; os_arch=linux/amd64", CommandLineRun.Version.BuildInfo);
}
