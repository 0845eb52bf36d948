using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using AwsClients.Transport;

namespace AwsClients.Credentials;

/// <summary>
/// The credential_process of a profile: a command whose output is a document with keys. Nobody can type, so its input is empty. When the
/// fetch ends before the command does, the command and all that it started are killed.
/// </summary>
/// <param name="profile">The profile, for errors.</param>
/// <param name="command">The command, for a shell.</param>
internal sealed class ProcessSource(string profile, string command) : ICredentialSource
{
    private const int MaxOutput = 64 * 1024;
    private const int MaxTold = 500;

    public string Name => $"credential_process of profile {profile}";

    public string Check => "run the command by hand, as the user who runs this: it must end by itself and within a minute, and not wait for input";

    public async Task<TemporaryCredentials> FetchAsync(CancellationToken cancellationToken)
    {
        using var process = Start();
        await using var end = cancellationToken.Register(() => Kill(process)).ConfigureAwait(false);
        try
        {
            process.StandardInput.Close();
            var errors = ReadAsync(process.StandardError, cancellationToken);
            var output = await ReadAsync(process.StandardOutput, cancellationToken).ConfigureAwait(false);
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            return process.ExitCode == 0
                ? TemporaryCredentials.OfProcess(output, Name)
                : throw Failed(
                    $"ended with exit code {process.ExitCode}; run the command by hand, as the user who runs this{Told(await errors.ConfigureAwait(false))}");
        }
        finally
        {
            Kill(process);
        }
    }

    private static string Told(string said) => said.Trim() switch
    {
        "" => "",
        { Length: > MaxTold } text => $". It said: {text[..MaxTold]}…",
        var text => $". It said: {text}",
    };

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It has ended by itself.
        }
    }

    private async Task<string> ReadAsync(StreamReader reader, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        var buffer = new char[4096];
        while (await reader.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is var read and > 0)
        {
            text.Append(buffer, 0, read);
            if (text.Length > MaxOutput)
            {
                throw Failed($"writes more than {MaxOutput / 1024} KiB");
            }
        }

        return text.ToString();
    }

    private Process Start()
    {
        var isWindows = OperatingSystem.IsWindows();
        var start = new ProcessStartInfo(isWindows ? "cmd.exe" : "sh")
        {
            ArgumentList = { isWindows ? "/c" : "-c", command },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            CreateNoWindow = true,
        };
        try
        {
            return Process.Start(start) ?? throw Failed("could not be started");
        }
        catch (Win32Exception e)
        {
            throw new SourceException($"{Name} could not be started: {e.Message}", mayPass: true, e);
        }
    }

    private SourceException Failed(string why) => new($"{Name} {why}", mayPass: true);
}
