namespace Fleeting.CommandLine;

/// <summary>The command line of a fleeting plugin. GitLab Runner passes no argument, which serves.</summary>
/// <param name="version">The build.</param>
/// <param name="serve">Serves a host; returns the exit code.</param>
/// <param name="environment">Reads an environment variable.</param>
/// <param name="executableDirectory">The folder of the executable, which <c>bootstrap</c> copies.</param>
/// <param name="commands">What this plugin can do besides.</param>
/// <param name="stdout">Gets what was asked for.</param>
/// <param name="stderr">Gets what went wrong.</param>
public sealed class PluginCommandLine(
    PluginVersion version,
    Func<CancellationToken, Task<int>> serve,
    Func<string, string?> environment,
    string executableDirectory,
    IReadOnlyList<PluginCommand> commands,
    TextWriter stdout,
    TextWriter stderr)
{
    /// <returns>One of <see cref="CommandLineExitCode"/>, or what serving or a command of this plugin returned.</returns>
    public Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken) => arguments switch
    {
        [] or ["serve"] => serve(cancellationToken),
        ["version" or "-version" or "--version"] => PrintAsync(version.ToString()),
        ["help" or "-help" or "--help" or "-h"] => PrintAsync(Help),
        ["bootstrap", var repository] => BootstrapAsync(repository),
        ["bootstrap", ..] => RefuseAsync("bootstrap takes one argument, the repository"),
        ["serve" or "version" or "-version" or "--version" or "help" or "-help" or "--help" or "-h", ..] => RefuseAsync($"{arguments[0]} takes no argument, and got {arguments[1]}"),
        [var name, ..] when commands.FirstOrDefault(command => command.Name == name) is { } command =>
            command.RunAsync([.. arguments.Skip(1)], cancellationToken),
        _ => RefuseAsync($"{arguments[0]} is none of its commands"),
    };

    private string Help =>
        $"""
        {version.Name} is a fleeting plugin: GitLab Runner starts it.

        usage: {version.Name} [COMMAND]

          serve                 serve the GitLab Runner that started this process (also without a command)
          version               print what build this is
          bootstrap REPOSITORY  copy the plugin to where GitLab Runner looks for REPOSITORY, below FLEETING_PLUGIN_PATH (/plugins)
        {string.Concat(commands.Select(command => $"  {command.Name,-20}  {command.Summary}\n"))}  help                  print this
        """;

    private async Task<int> PrintAsync(string text)
    {
        try
        {
            await stdout.WriteLineAsync(text).ConfigureAwait(false);
            return CommandLineExitCode.Success;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await TellAsync($"could not print what was asked for: {e.Message}").ConfigureAwait(false);
            return CommandLineExitCode.Failure;
        }
    }

    private async Task<int> RefuseAsync(string problem)
    {
        await TellAsync($"could not run {version.Name}: {problem}\n\n{Help}").ConfigureAwait(false);
        return CommandLineExitCode.Usage;
    }

    private async Task<int> BootstrapAsync(string repository)
    {
        try
        {
            var target = BootstrapTarget.Choose(repository, version, environment);
            if (target.Warning is { } warning)
            {
                await TellAsync(warning).ConfigureAwait(false);
            }

            new Bootstrap(executableDirectory).Copy(target);
            return await PrintAsync(target.Directory).ConfigureAwait(false);
        }
        catch (BootstrapException e)
        {
            await TellAsync(e.Message).ConfigureAwait(false);
            return CommandLineExitCode.Failure;
        }
    }

    private async Task TellAsync(string problem)
    {
        try
        {
            await stderr.WriteLineAsync(problem).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // There is no other place to say it; the exit code does.
        }
    }
}
