using Fleeting.Aws.Configuration;
using Fleeting.Serving;
using Fuzz.Engine;
using Google.Protobuf;

namespace Fuzz.Targets;

/// <summary><c>connector_config</c> as Init carries it: problems or settings, and the same message again when it is sent back.</summary>
internal static class ConnectorConfigTarget
{
    public static Target Target { get; } = new("connector-config", Run)
    {
        // A key's numbers are multiplied and checked to be primes.
        BaseAllocation = 16 * 1024 * 1024,
        AllocationPerByte = 4096,
        Words = ["linux", "windows", "darwin", "ssh", "winrm", "winrm+https", "-----BEGIN PRIVATE KEY-----", "-----END PRIVATE KEY-----"],
    };

    private static void Run(byte[] input)
    {
        Fleeting.Protocol.ConnectorConfig message;
        try
        {
            message = Fleeting.Protocol.ConnectorConfig.Parser.WithDiscardUnknownFields(true).ParseFrom(input);
        }
        catch (InvalidProtocolBufferException)
        {
            return;
        }

        var config = Wire.FromWire(message);
        Oracle.Same(message.ToString(), Wire.ToWire(config).ToString(), "the message");
        var problems = new List<string>();
        var settings = ConnectorSettingsReader.Read(config, problems);
        Oracle.Holds(settings is null == problems.Count > 0, "there are settings and a problem, or neither");
        Oracle.Holds(message.Key.Length < 32 || !problems.Any(problem => problem.Contains(message.Key.ToStringUtf8(), StringComparison.Ordinal)), "a problem quotes the key");
    }
}
