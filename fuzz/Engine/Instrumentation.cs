using SharpFuzz;

namespace Fuzz.Engine;

/// <summary>A copy of this program whose boundaries count the branches they take.</summary>
internal static class Instrumentation
{
    // Ours whole, and of others what reads for us; more would only crowd the 65,536 counters.
    private static readonly (string Assembly, string[] Types)[] _counted =
    [
        ("AwsClients.dll", ["AwsClients."]),
        ("Fleeting.dll", ["Fleeting."]),
        ("Fleeting.Aws.dll", ["Fleeting."]),
        ("GoPlugin.dll", ["GoPlugin."]),
        ("Google.Protobuf.dll", ["Google.Protobuf."]),
        ("BouncyCastle.Cryptography.dll", ["Org.BouncyCastle.Asn1.", "Org.BouncyCastle.Crypto.Utilities.", "Org.BouncyCastle.Security.PrivateKeyFactory"]),
        ("AWSSDK.Core.dll", ["Amazon.Runtime.Internal.Transform."]),
    ];

    /// <param name="from">The folder of the program as it was built.</param>
    /// <param name="to">Gets the copy.</param>
    public static void Copy(string from, string to)
    {
        if (Directory.Exists(to))
        {
            Directory.Delete(to, recursive: true);
        }

        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        foreach (var (assembly, types) in _counted)
        {
            Fuzzer.Instrument(
                Path.Combine(to, assembly), name => types.Any(type => name.StartsWith(type, StringComparison.Ordinal)), Options.Value);
        }
    }
}
