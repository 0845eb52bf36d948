using System.Diagnostics;
using System.Security.Cryptography;

namespace FleetingHost.Benchmarks;

/// <summary>What the reference plugin does for each ConnectInfo, on this machine: an RSA-4096 key (by OpenSSL here, by Go there).</summary>
internal static class Yardstick
{
    // The time to find two primes varies widely; a mean of fewer says little.
    private const int Keys = 12;

    public static Measurement Run(CancellationToken cancellationToken)
    {
        var before = CpuOfThisProcess();
        for (var i = 0; i < Keys; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var key = RSA.Create(4096);
            // The key is made when it is first needed.
            key.ExportParameters(includePrivateParameters: false);
        }

        return new Measurement("yardstick.rsa4096.cpu_ms", (CpuOfThisProcess() - before).TotalMilliseconds / Keys, "ms");
    }

    private static TimeSpan CpuOfThisProcess()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime;
    }
}
