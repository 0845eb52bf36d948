using AwsClients;
using AwsClients.Credentials;
using AwsClients.Transport;
using Fuzz.Engine;

namespace Fuzz.Targets;

/// <summary>Instance metadata, from the bytes on the wire on: a region and keys, or the errors of a source.</summary>
internal static class MetadataTarget
{
    private static readonly PauselessTime _time = new(TimeSpan.FromMilliseconds(500));

    /// <summary>Of HTTP and of a credentials document.</summary>
    public static IReadOnlyList<string> HttpWords { get; } =
    [
        "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nabcd", "HTTP/1.1 500 X\r\n\r\n", "HTTP/1.1 302 X\r\nLocation: http://a/\r\n\r\n", "Content-Length: ",
        "Transfer-Encoding: chunked\r\n", "\r\n\r\n", "0\r\n\r\n", "Connection: close\r\n", "Content-Type: text/plain; charset=utf-16\r\n", "Content-Encoding: gzip\r\n",
        "{\"Code\":\"Success\",", "\"AccessKeyId\":", "\"SecretAccessKey\":", "\"Token\":", "\"Expiration\":", "\"2026-01-01T00:00:00Z\"", "\\n", "..", "?", "#",
    ];

    public static Target Target { get; } = new("instance-metadata", Run)
    {
        Words = HttpWords,
    };

    private static void Run(byte[] input)
    {
        var connection = new CannedConnection(input, host => Oracle.Holds(host == "169.254.169.254", $"metadata are asked of {host}"));
        using var http = new MetadataHttp(_time, connection.Http());
        var metadata = new InstanceMetadata(http, new AwsEnvironment(_ => null), null);
        Synchronous.Run(RunAsync(metadata));
    }

    private static async Task RunAsync(InstanceMetadata metadata)
    {
        try
        {
            _ = await metadata.GetRegionAsync(CancellationToken.None);
            FetchedKeysOracle.Check(await metadata.GetCredentialsAsync(CancellationToken.None));
        }
        catch (SourceException)
        {
        }
    }
}
