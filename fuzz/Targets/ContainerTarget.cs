using System.Net;
using System.Text;
using AwsClients;
using AwsClients.Credentials;
using AwsClients.Transport;
using Fuzz.Engine;

namespace Fuzz.Targets;

/// <summary>
/// The container endpoint: a line each for its URL (a path is one of ECS) and the token, then the bytes on the wire. Keys, or the errors of a
/// source; and over plain HTTP nobody is asked but ECS, EKS and this machine.
/// </summary>
internal static class ContainerTarget
{
    private static readonly PauselessTime _time = new(TimeSpan.FromMilliseconds(500));

    public static Target Target { get; } = new("container-endpoint", Run)
    {
        Words = [.. MetadataTarget.HttpWords, "http://127.0.0.1/", "http://[::1]/", "http://localhost/", "http://169.254.170.23/", "@", ":80", "https://a/", "//"],
    };

    private static void Run(byte[] input)
    {
        var lines = Encoding.UTF8.GetString(input).Split('\n', 3);
        var (url, token) = (lines[0], lines.Length > 1 ? lines[1] : "");
        var script = lines.Length > 2 ? Encoding.UTF8.GetBytes(lines[2]) : [];
        var isTls = url.TrimStart().StartsWith("https:", StringComparison.OrdinalIgnoreCase);
        var connection = new CannedConnection(script, host => Oracle.Holds(isTls || IsNear(host), $"keys are asked of {host} over plain HTTP"));
        using var http = new MetadataHttp(_time, connection.Http());
        var environment = new AwsEnvironment(name => name switch
        {
            ContainerSource.RelativeUri when url.StartsWith('/') => url,
            ContainerSource.FullUri when !url.StartsWith('/') => url,
            "AWS_CONTAINER_AUTHORIZATION_TOKEN" => token,
            _ => null,
        });
        if (ContainerSource.IsConfigured(environment))
        {
            Synchronous.Run(RunAsync(new ContainerSource(http, environment)));
        }
    }

    private static async Task RunAsync(ContainerSource source)
    {
        try
        {
            FetchedKeysOracle.Check(await source.FetchAsync(CancellationToken.None));
        }
        catch (SourceException)
        {
        }
    }

    private static bool IsNear(string host) =>
        host.TrimEnd('.').EndsWith("localhost", StringComparison.OrdinalIgnoreCase) || host.Equals("loopback", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address)
            && (IPAddress.IsLoopback(address) || address.ToString() is "169.254.170.2" or "169.254.170.23" or "fd00:ec2::23"));
}
