using System.Diagnostics;

namespace AwsSimulator.Ssh;

/// <summary>One host key for all instances of a simulator, made by ssh-keygen.</summary>
internal static class HostKey
{
    public static async Task<string> CreateAsync(string directory, CancellationToken cancellationToken)
    {
        var path = Path.Combine(directory, "ssh_host_ed25519_key");
        var start = new ProcessStartInfo("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", path]) { RedirectStandardError = true };
        using var process = ExternalProgram.Start(start);
        var error = await process.StandardError.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
        await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        return process.ExitCode == 0 ? path : throw new SshStartException($"could not make a host key: ssh-keygen said: {error.Trim()}");
    }
}
