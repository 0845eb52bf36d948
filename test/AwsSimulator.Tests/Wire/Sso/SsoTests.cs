using System.Net;
using System.Text.Json.Nodes;

namespace AwsSimulator.Tests.Wire.Sso;

public sealed class SsoTests
{
    [Fact]
    public async Task GetRoleCredentials_WithTheAccessToken_Work()
    {
        await using var cloud = await TestCloud.StartAsync();

        var (_, body) = await GetAsync(cloud, "sso-access-token", "runner-role");

        var json = JsonNode.Parse(body)!["roleCredentials"]!;
        Assert.Equal(cloud.Time.GetUtcNow().AddHours(1).ToUnixTimeMilliseconds(), (long)json["expiration"]!);
        var who = await PlainHttp.WhoAsync(
            cloud, (string?)json["accessKeyId"], (string?)json["secretAccessKey"], (string?)json["sessionToken"]);
        Assert.Equal("arn:aws:sts::123456789012:assumed-role/runner-role/sso-user", who.Only("Arn"));
    }

    [Theory]
    [InlineData("another", "runner-role", HttpStatusCode.Unauthorized, """{"message":"Session token not found or invalid"}""")]
    [InlineData("sso-access-token", "other", HttpStatusCode.Forbidden, """{"message":"No access"}""")]
    public async Task GetRoleCredentials_WithSomethingElse_IsRefused(string token, string role, HttpStatusCode status, string body)
    {
        await using var cloud = await TestCloud.StartAsync();

        Assert.Equal((status, body), await GetAsync(cloud, token, role));
    }

    [Fact]
    public async Task CreateToken_ByRefreshToken_ReplacesTheAccessToken()
    {
        await using var cloud = await TestCloud.StartAsync();

        var (_, body) = await PlainHttp.SendAsync(
            HttpMethod.Post, new Uri(cloud.Simulator.Endpoint, "token"),
            """{"clientId": "c", "clientSecret": "s", "grantType": "refresh_token", "refreshToken": "sso-refresh-token"}""");

        var token = (string)JsonNode.Parse(body)!["accessToken"]!;
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(cloud, token, "runner-role")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await GetAsync(cloud, "sso-access-token", "runner-role")).Status);
    }

    [Fact]
    public async Task CreateToken_ByAnotherToken_IsAnInvalidGrant()
    {
        await using var cloud = await TestCloud.StartAsync();

        var reply = await PlainHttp.SendAsync(
            HttpMethod.Post, new Uri(cloud.Simulator.Endpoint, "token"), """{"grantType": "refresh_token", "refreshToken": "other"}""");

        Assert.Equal(HttpStatusCode.BadRequest, reply.Status);
        Assert.Equal("InvalidGrantException", Assert.Single(cloud.Simulator.Calls.Of("CreateToken")).ErrorCode);
    }

    private static Task<(HttpStatusCode Status, string Body)> GetAsync(TestCloud cloud, string token, string role) => PlainHttp.SendAsync(
        HttpMethod.Get, new Uri(cloud.Simulator.Endpoint, $"federation/credentials?role_name={role}&account_id=123456789012"), null,
        ("x-amz-sso_bearer_token", token));
}
