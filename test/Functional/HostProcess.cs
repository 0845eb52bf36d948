using System.Diagnostics;

namespace Functional;

/// <summary>A <c>fleeting-host</c> as users run it.</summary>
internal sealed class HostProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _stdout;
    private readonly List<string> _stderr = [];

    private HostProcess(Process process)
    {
        _process = process;
        _stdout = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    public int Id => _process.Id;

    /// <summary>Every line of stderr so far.</summary>
    public string Stderr => string.Join('\n', _stderr);

    /// <summary>Starts it with these changes of our environment; a null value removes a variable. Its stdin is a pipe that stays open.</summary>
    public static HostProcess Start(IReadOnlyDictionary<string, string?> environment, params string[] arguments) =>
        Start(Path.Combine(AppContext.BaseDirectory, "fleeting-host"), environment, arguments);

    /// <summary>The same with a terminal for stdin, stdout and stderr, which all come as <see cref="EndAsync"/>'s stdout.</summary>
    public static HostProcess StartOnTerminal(IReadOnlyDictionary<string, string?> environment, params string[] arguments)
    {
        var words = arguments.Prepend(Path.Combine(AppContext.BaseDirectory, "fleeting-host")).Select(word => $"'{word}'");
        // --return: with the exit code of the program.
        return Start("script", environment, ["--quiet", "--return", "--command", string.Join(' ', words), "/dev/null"]);
    }

    private static HostProcess Start(string program, IReadOnlyDictionary<string, string?> environment, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            if (value is null)
            {
                start.Environment.Remove(name);
            }
            else
            {
                start.Environment[name] = value;
            }
        }

        return new HostProcess(Process.Start(start)!);
    }

    /// <summary>Types a line.</summary>
    public async Task TypeAsync(string line)
    {
        await _process.StandardInput.WriteLineAsync(line);
        await _process.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Reads stderr up to a line that holds this text.</summary>
    public async Task ReadUntilAsync(string text)
    {
        while (await _process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            _stderr.Add(line);
            if (line.Contains(text, StringComparison.Ordinal))
            {
                return;
            }
        }

        Assert.Fail($"It ended before it said '{text}':\n{Stderr}");
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>The exit code and all of stdout.</returns>
    public async Task<(int ExitCode, string Stdout)> EndAsync()
    {
        while (await _process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            _stderr.Add(line);
        }

        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (_process.ExitCode, await _stdout);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }
}
