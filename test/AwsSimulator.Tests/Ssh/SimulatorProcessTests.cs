using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace AwsSimulator.Tests.Ssh;

/// <summary>The executable as a child: however it ends, its instances and their sessions end with it.</summary>
public sealed partial class SimulatorProcessTests : IDisposable
{
    private const int Kill = 9;
    private const int Terminate = 15;
    private readonly SshSession _ssh = new();

    public void Dispose() => _ssh.Dispose();

    [Theory]
    [InlineData(Kill, 137)]
    [InlineData(Terminate, 0)]
    public async Task End_BySignal_EndsEverySession(int signal, int expectedExit)
    {
        using var simulator = Process.Start(new ProcessStartInfo("dotnet", [typeof(Simulator).Assembly.Location, "--desired", "1", "--verbose"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (endpoint, port) = await ReadyAsync(simulator);
        var key = await _ssh.KeyAsync("ed25519");
        await ListensAsync(simulator.StandardError);
        var address = await DeliverAsync(new AwsCaller(
            endpoint, "us-east-1", new SimulatorSettings().AccessKeyId, new SimulatorSettings().SecretAccessKey), key);
        using var session = SshSession.Start(port, key, "ec2-user", address, "echo started; sleep 1000");
        Assert.Equal("started", await session.StandardOutput.ReadLineAsync(TestCloud.Cancellation));

        Assert.Equal(0, Signal(simulator.Id, signal));
        await simulator.WaitForExitAsync(TestCloud.Cancellation);
        await session.WaitForExitAsync(TestCloud.Cancellation);

        Assert.Equal((expectedExit, 255), (simulator.ExitCode, session.ExitCode));
    }

    private static async Task<(Uri Endpoint, int Port)> ReadyAsync(Process simulator)
    {
        Uri? endpoint = null;
        while (await simulator.StandardOutput.ReadLineAsync(TestCloud.Cancellation) is { } line)
        {
            if (line.StartsWith("export AWS_ENDPOINT_URL=", StringComparison.Ordinal))
            {
                endpoint = new Uri(line.Split('\'')[1]);
            }
            else if (line.StartsWith('#'))
            {
                return (endpoint!, int.Parse(string.Concat(line.Where(char.IsAsciiDigit)), CultureInfo.InvariantCulture));
            }
        }

        throw new InvalidOperationException("The simulator ended before it served.");
    }

    /// <summary>Returns when the log says that the instance is up.</summary>
    private static async Task ListensAsync(StreamReader log)
    {
        while (await log.ReadLineAsync(TestCloud.Cancellation) is { } line && !line.Contains(" listens on ", StringComparison.Ordinal))
        {
        }
    }

    /// <summary>Sends the key to the only instance, and returns its address.</summary>
    private static async Task<string> DeliverAsync(AwsCaller caller, string key)
    {
        var described = await caller.QueryAsync("ec2", "2016-11-15", "DescribeInstances");
        var sent = await caller.SendKeyAsync(described.Only("instanceId"), "ec2-user", SshSession.PublicHalf(key));
        Assert.Equal(System.Net.HttpStatusCode.OK, sent.Status);
        return described.All("privateIpAddress")[0];
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int process, int signal);
}
