using System.Diagnostics;
using System.Globalization;
using FleetingHost.Plugins;

namespace FleetingHost.Benchmarks;

/// <summary>The simulator in a process of its own, so that its work and its memory are nobody else's.</summary>
internal sealed class BenchSimulator : IAsyncDisposable
{
    /// <summary>Under which name the server tells its endpoint over TLS.</summary>
    public const string TlsEndpoint = "TLS_ENDPOINT";

    /// <summary>The verb of fleeting-host that runs <see cref="BenchServer"/>.</summary>
    public const string Verb = "bench-simulator";

    private readonly Process _process;
    private readonly Dictionary<string, string> _environment;

    private BenchSimulator(Process process, Dictionary<string, string> environment) => (_process, _environment) = (process, environment);

    public static async Task<BenchSimulator> StartAsync(CancellationToken cancellationToken)
    {
        var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [Verb])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var environment = new Dictionary<string, string>();
        while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { Length: > 0 } line)
        {
            var equals = line.IndexOf('=', StringComparison.Ordinal);
            environment[line[..equals]] = line[(equals + 1)..];
        }

        return new BenchSimulator(process, environment);
    }

    /// <summary>What a plugin needs to take the simulator for AWS, and to see nothing of the user's own AWS.</summary>
    public IReadOnlyDictionary<string, string?> PluginEnvironment(bool overTls)
    {
        var variables = _environment.Where(variable => variable.Key != TlsEndpoint).ToDictionary();
        if (overTls)
        {
            variables["AWS_ENDPOINT_URL"] = _environment[TlsEndpoint];
        }

        // A folder of the user's would be read beside the bundle.
        return new Dictionary<string, string?>(SimulatorEnvironment.With(variables)) { ["SSL_CERT_DIR"] = null };
    }

    /// <summary>The calls since the last time, by action.</summary>
    public async Task<IReadOnlyDictionary<string, int>> CallsAsync(CancellationToken cancellationToken)
    {
        await _process.StandardInput.WriteLineAsync();
        await _process.StandardInput.FlushAsync(cancellationToken);
        var line = await _process.StandardOutput.ReadLineAsync(cancellationToken) ?? throw new IOException("The simulator has ended.");
        return line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(count => count.Split('='))
            .ToDictionary(count => count[0], count => int.Parse(count[1], CultureInfo.InvariantCulture));
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
