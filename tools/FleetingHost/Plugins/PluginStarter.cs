using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace FleetingHost.Plugins;

/// <summary>Starts the child process and waits for its handshake.</summary>
internal static class PluginStarter
{
    /// <summary>Starts a plugin's process as go-plugin's host does: our environment, go-plugin's variables, then the caller's.</summary>
    /// <exception cref="PluginStartException">The file cannot be executed.</exception>
    public static Process Start(
        string path, IReadOnlyDictionary<string, string?> environment, PluginOptions options, X509Certificate2? hostCertificate)
    {
        var start = new ProcessStartInfo(path, options.Arguments)
        {
            RedirectStandardInput = options.OwnStdin,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        Set(start, PluginOptions.CookieName, options.Cookie);
        Set(start, "PLUGIN_MIN_PORT", "0");
        Set(start, "PLUGIN_MAX_PORT", "0");
        Set(start, "PLUGIN_PROTOCOL_VERSIONS", options.ProtocolVersions);
        Set(start, "PLUGIN_CLIENT_CERT", hostCertificate?.ExportCertificatePem());
        foreach (var (name, value) in environment)
        {
            Set(start, name, value);
        }

        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception exception)
        {
            throw new PluginStartException($"could not start {path}: {exception.Message}", exception);
        }
    }

    /// <summary>Waits for the handshake line.</summary>
    /// <param name="late">Is cancelled when <see cref="PluginOptions.HandshakeTimeout"/> has passed since before the start.</param>
    /// <exception cref="PluginStartException">It did not come in time, the process ended, or the line is not a handshake.</exception>
    public static async Task<Handshake> ReadHandshakeAsync(
        string path, Process process, PluginOutput output, PluginOptions options, CancellationToken late, CancellationToken cancellationToken)
    {
        string? line;
        try
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(late, cancellationToken);
            line = await output.FirstLine.WaitAsync(either.Token);
            if (line is null)
            {
                await process.WaitForExitAsync(either.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Failure($"no handshake line on its stdout within {options.HandshakeTimeout.TotalSeconds:0.###} s");
        }

        if (line is null)
        {
            await output.Drained;
            throw Failure($"it ended with exit code {process.ExitCode} before its handshake line", process.ExitCode);
        }

        try
        {
            return Handshake.Parse(line);
        }
        catch (FormatException exception)
        {
            throw Failure($"its first line on stdout is not a handshake, {exception.Message}: {line}");
        }

        PluginStartException Failure(string cause, int? exitCode = null)
        {
            var stderr = string.Join('\n', output.Log.Select(entry => entry.Line));
            return new PluginStartException($"could not start {path}: {cause}" + (stderr == "" ? "" : $"; its stderr:\n{stderr}"))
            {
                ExitCode = exitCode,
                Stdout = string.Join('\n', output.Stdout),
                Stderr = stderr,
            };
        }
    }

    private static void Set(ProcessStartInfo start, string name, string? value)
    {
        // Null removes what we have inherited ourselves.
        if (value is null)
        {
            start.Environment.Remove(name);
        }
        else
        {
            start.Environment[name] = value;
        }
    }
}
