using System.Diagnostics;
using System.Globalization;
using AwsSimulator.Cloud;

namespace AwsSimulator.Tests.Ssh;

/// <summary>OpenSSH's own client, and key pairs made by its own ssh-keygen.</summary>
internal sealed class SshSession : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("ssh-test-");

    /// <summary>The path of a private key; the public half is beside it, in .pub.</summary>
    public async Task<string> KeyAsync(string type)
    {
        var path = Path.Combine(_directory.FullName, type + Guid.NewGuid());
        var (exit, _, error) = await RunAsync("ssh-keygen", "-q", "-t", type, "-N", "", "-f", path);
        Assert.True(exit == 0, error);
        return path;
    }

    public static string PublicHalf(string key) => File.ReadAllText(key + ".pub").Trim();

    public static Task<(int Exit, string Output, string Error)> LoginAsync(
        Simulator simulator, string key, string user, string address, string command) =>
        RunAsync("ssh", Arguments(simulator.SshPort, key, user, address, command));

    public static Process Start(int port, string key, string user, string address, string command) =>
        Start("ssh", Arguments(port, key, user, address, command));

    public static async Task<SimulatedInstance> FirstInServiceAsync(TestCloud cloud)
    {
        await cloud.Simulator.WaitForAsync(
            () => cloud.Group.Instances.All(instance => instance.LifecycleState == "InService"), TestCloud.Cancellation);
        return cloud.First;
    }

    public void Dispose() => _directory.Delete(recursive: true);

    private static string[] Arguments(int port, string key, string user, string address, string command) =>
    [
        "-F", "none", "-i", key, "-p", port.ToString(CultureInfo.InvariantCulture),
        "-o", "BatchMode=yes", "-o", "IdentitiesOnly=yes", "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null",
        "-o", "LogLevel=ERROR", $"{user}@{address}", command,
    ];

    private static async Task<(int Exit, string Output, string Error)> RunAsync(string program, params string[] arguments)
    {
        using var process = Start(program, arguments);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(TestCloud.Cancellation);
        var error = process.StandardError.ReadToEndAsync(TestCloud.Cancellation);
        await process.WaitForExitAsync(TestCloud.Cancellation);
        return (process.ExitCode, (await output).Trim(), (await error).Trim());
    }

    private static Process Start(string program, params string[] arguments) => Process.Start(new ProcessStartInfo(program, arguments)
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;
}
