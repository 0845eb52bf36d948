namespace Fleeting.CommandLine;

/// <summary>A command that a plugin has beside those of <see cref="PluginCommandLine"/>.</summary>
/// <param name="Name">Its first argument, such as <c>check</c>.</param>
/// <param name="Summary">What it does, for <c>help</c>.</param>
/// <param name="RunAsync">Runs it on the arguments behind its name; returns the exit code.</param>
public sealed record PluginCommand(string Name, string Summary, Func<IReadOnlyList<string>, CancellationToken, Task<int>> RunAsync);
