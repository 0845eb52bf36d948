using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace AwsSimulator.Tests;

/// <summary>Sends signed requests and shows what came back, byte for byte.</summary>
internal sealed class AwsCaller(Uri endpoint, string region, string accessKeyId, string secret, string? token = null)
{
    // One for all tests: a client per call would leave its sockets behind.
    private static readonly HttpClient _http = new();

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public Task<WireReply> QueryAsync(string service, string version, string action, params (string Name, string Value)[] parameters)
    {
        var all = parameters.Prepend(("Version", version)).Prepend(("Action", action));
        var body = string.Join('&', all.Select(pair => $"{Uri.EscapeDataString(pair.Item1)}={Uri.EscapeDataString(pair.Item2)}"));
        return SendAsync(service, body, "application/x-www-form-urlencoded", null);
    }

    public Task<WireReply> SendKeyAsync(string instanceId, string user, string publicKey, string? zone = null)
    {
        var body = new JsonObject { ["InstanceId"] = instanceId, ["InstanceOSUser"] = user, ["SSHPublicKey"] = publicKey };
        if (zone is not null)
        {
            body["AvailabilityZone"] = zone;
        }

        return JsonAsync("AWSEC2InstanceConnectService.SendSSHPublicKey", body);
    }

    public Task<WireReply> JsonAsync(string target, JsonObject body) =>
        SendAsync("ec2-instance-connect", body.ToJsonString(), "application/x-amz-json-1.1", target);

    private async Task<WireReply> SendAsync(string service, string body, string contentType, string? target)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint);
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        SortedDictionary<string, string> headers = new(StringComparer.Ordinal)
        {
            ["content-type"] = contentType,
            ["host"] = endpoint.Authority,
            ["x-amz-date"] = "20261124T080000Z",
        };
        AddTo(headers, "x-amz-target", target);
        AddTo(headers, "x-amz-security-token", token);
        foreach (var (name, value) in headers.Where(header => header.Key.StartsWith("x-amz", StringComparison.Ordinal)))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        request.Headers.TryAddWithoutValidation("Authorization", Authorization(service, headers, body));
        using var response = await _http.SendAsync(request, Cancellation);
        var id = response.Headers.TryGetValues("x-amzn-requestid", out var ids) ? ids.Single() : "";
        return new WireReply(response.StatusCode, await response.Content.ReadAsStringAsync(Cancellation), id);
    }

    private string Authorization(string service, SortedDictionary<string, string> headers, string body)
    {
        var scope = $"20261124/{region}/{service}/aws4_request";
        var names = string.Join(';', headers.Keys);
        var canonical = $"POST\n/\n\n{string.Concat(headers.Select(header => $"{header.Key}:{header.Value}\n"))}\n{names}\n{Hash(body)}";
        var toSign = $"AWS4-HMAC-SHA256\n20261124T080000Z\n{scope}\n{Hash(canonical)}";
        var key = scope.Split('/').Aggregate(Encoding.UTF8.GetBytes("AWS4" + secret), Hmac);
        var signature = Convert.ToHexStringLower(Hmac(key, toSign));
        return $"AWS4-HMAC-SHA256 Credential={accessKeyId}/{scope}, SignedHeaders={names}, Signature={signature}";
    }

    private static void AddTo(SortedDictionary<string, string> headers, string name, string? value)
    {
        if (value is not null)
        {
            headers[name] = value;
        }
    }

    private static byte[] Hmac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
