using System.ComponentModel;
using System.Diagnostics;

namespace AwsSimulator.Ssh;

/// <summary>Starts a program of the machine that may be missing.</summary>
internal static class ExternalProgram
{
    /// <exception cref="SshStartException">It is missing.</exception>
    public static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception cause)
        {
            throw new SshStartException(
                $"could not run {start.FileName}: {cause.Message}. Install openssh-server, openssh-client, libnss-wrapper and util-linux.");
        }
    }
}
