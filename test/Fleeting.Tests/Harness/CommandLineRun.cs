using Fleeting.CommandLine;

namespace Fleeting.Tests.Harness;

/// <summary>A command line with an environment, a folder for its executable, and what it printed.</summary>
internal sealed class CommandLineRun : IDisposable
{
    public const int ServedExitCode = 42;

    private readonly StringWriter _stdout = new() { NewLine = "\n" };
    private readonly StringWriter _stderr = new() { NewLine = "\n" };

    public static PluginVersion Version { get; } = new()
    {
        Name = "some-plugin",
        Version = "1.2.3",
        Revision = "0123abcd",
        Reference = "main",
        Runtime = ".NET 10",
        BuiltAt = "2026-01-02T03:04:05Z",
        Platform = "linux/amd64",
    };

    public Dictionary<string, string?> Environment { get; } = [];

    public IReadOnlyList<PluginCommand> Commands { get; init; } = [];

    public string ExecutableDirectory { get; init; } = "/nonexistent";

    public string Stdout => _stdout.ToString();

    public string Stderr => _stderr.ToString();

    public Task<int> RunAsync(params string[] arguments) => RunAsync(Version, arguments);

    public Task<int> RunAsync(PluginVersion version, params string[] arguments) => new PluginCommandLine(
        version, _ => Task.FromResult(ServedExitCode), Environment.GetValueOrDefault, ExecutableDirectory, Commands, _stdout, _stderr)
        .RunAsync(arguments, CancellationToken.None);

    public void Dispose()
    {
        _stdout.Dispose();
        _stderr.Dispose();
    }
}
