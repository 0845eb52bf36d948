using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace AwsSimulator.Tests.Ssh;

/// <summary>The executable as a child, with one instance that is up.</summary>
internal sealed partial class SimulatorProcess : IDisposable
{
    private readonly Process _process;

    private SimulatorProcess(Process process) => _process = process;

    public AwsCaller Caller { get; private set; } = null!;

    public int SshPort { get; private set; }

    public static async Task<SimulatorProcess> StartAsync()
    {
        string[] arguments = [typeof(Simulator).Assembly.Location, "--desired", "1", "--verbose"];
        var simulator = new SimulatorProcess(Process.Start(new ProcessStartInfo("dotnet", arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!);
        try
        {
            await simulator.ReadyAsync();
            return simulator;
        }
        catch
        {
            simulator.Dispose();
            throw;
        }
    }

    public async Task<int> EndAsync(int signal)
    {
        Assert.Equal(0, Signal(_process.Id, signal));
        await _process.WaitForExitAsync(TestCloud.Cancellation);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }

    private async Task ReadyAsync()
    {
        var endpoint = await LineAsync(_process.StandardOutput, "export AWS_ENDPOINT_URL=");
        var instances = await LineAsync(_process.StandardOutput, "# instances listen");
        SshPort = int.Parse(string.Concat(instances.Where(char.IsAsciiDigit)), CultureInfo.InvariantCulture);
        var known = new SimulatorSettings();
        Caller = new AwsCaller(new Uri(endpoint.Split('\'')[1]), known.Region, known.AccessKeyId, known.SecretAccessKey);
        await LineAsync(_process.StandardError, " listens on ");
    }

    private static async Task<string> LineAsync(StreamReader reader, string part)
    {
        while (await reader.ReadLineAsync(TestCloud.Cancellation) is { } line)
        {
            if (line.Contains(part, StringComparison.Ordinal))
            {
                return line;
            }
        }

        throw new InvalidOperationException($"The simulator ended before it said \"{part}\".");
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int process, int signal);
}
