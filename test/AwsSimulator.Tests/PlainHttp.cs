using System.Net;
using System.Text;

namespace AwsSimulator.Tests;

/// <summary>Unsigned requests, as credential providers send them.</summary>
internal static class PlainHttp
{
    private static readonly HttpClient _http = new();

    public static async Task<(HttpStatusCode Status, string Body)> SendAsync(
        HttpMethod method, Uri address, string? json = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, address);
        request.Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json");
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>A call with these temporary credentials.</summary>
    public static Task<WireReply> WhoAsync(TestCloud cloud, string? id, string? secret, string? token) =>
        new AwsCaller(cloud.Simulator.Endpoint, "us-east-1", id!, secret!, token).QueryAsync("sts", "2011-06-15", "GetCallerIdentity");
}
