using System.Net;
using System.Text.Json.Nodes;

namespace AwsSimulator.Tests.Wire.Metadata;

public sealed class MetadataTests
{
    private const string Credentials = "latest/meta-data/iam/security-credentials/";

    [Fact]
    public async Task Credentials_ByImdsV2_WorkUntilTheyExpire()
    {
        await using var cloud = await TestCloud.StartAsync();
        var token = await TokenAsync(cloud);

        var role = (await GetAsync(cloud, Credentials, token)).Body;
        var json = JsonNode.Parse((await GetAsync(cloud, Credentials + role, token)).Body)!;

        Assert.Equal(("runner-role", "Success", "2026-11-24T09:00:00.000Z"), (role, (string?)json["Code"], (string?)json["Expiration"]));
        Assert.Equal(
            "arn:aws:sts::123456789012:assumed-role/runner-role/i-0123456789abcdef0",
            (await WhoAsync(cloud, json)).Only("Arn"));
        cloud.Time.Advance(TimeSpan.FromHours(1));
        Assert.StartsWith("403 ExpiredToken", (await WhoAsync(cloud, json)).Error);
        Assert.Equal(1, cloud.Simulator.Calls.Count("GetRoleCredentials"));
    }

    [Fact]
    public async Task Region_WithToken_IsTheSimulators()
    {
        await using var cloud = await TestCloud.StartAsync(simulator: settings => settings with { Region = "eu-central-1" });

        Assert.Equal("eu-central-1", (await GetAsync(cloud, "latest/meta-data/placement/region", await TokenAsync(cloud))).Body);
    }

    [Theory]
    [InlineData(true, HttpStatusCode.Unauthorized)]
    [InlineData(false, HttpStatusCode.OK)]
    public async Task Region_WithoutToken_DependsOnTheSetting(bool required, HttpStatusCode expected)
    {
        await using var cloud = await TestCloud.StartAsync();
        cloud.Simulator.Credentials.MetadataTokenRequired = required;

        Assert.Equal(expected, (await GetAsync(cloud, "latest/meta-data/placement/region", null)).Status);
    }

    [Fact]
    public async Task Region_WithAnExpiredToken_IsUnauthorized()
    {
        await using var cloud = await TestCloud.StartAsync();
        var token = await TokenAsync(cloud);
        cloud.Time.Advance(TimeSpan.FromSeconds(60));

        Assert.Equal(HttpStatusCode.Unauthorized, (await GetAsync(cloud, "latest/meta-data/placement/region", token)).Status);
    }

    [Fact]
    public async Task Credentials_OfAnotherRole_AreNotFound()
    {
        await using var cloud = await TestCloud.StartAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync(cloud, Credentials + "other", await TokenAsync(cloud))).Status);
    }

    [Fact]
    public async Task Token_ByGet_IsABadRequest()
    {
        await using var cloud = await TestCloud.StartAsync();

        Assert.Equal(HttpStatusCode.BadRequest, (await GetAsync(cloud, "latest/api/token", null)).Status);
    }

    private static async Task<string> TokenAsync(TestCloud cloud) => (await PlainHttp.SendAsync(
        HttpMethod.Put, new Uri(cloud.Simulator.Endpoint, "latest/api/token"), null, ("X-aws-ec2-metadata-token-ttl-seconds", "60"))).Body;

    private static Task<(HttpStatusCode Status, string Body)> GetAsync(TestCloud cloud, string path, string? token) => PlainHttp.SendAsync(
        HttpMethod.Get, new Uri(cloud.Simulator.Endpoint, path), null, token is null ? [] : [("X-aws-ec2-metadata-token", token)]);

    private static Task<WireReply> WhoAsync(TestCloud cloud, JsonNode json) =>
        PlainHttp.WhoAsync(cloud, (string?)json["AccessKeyId"], (string?)json["SecretAccessKey"], (string?)json["Token"]);
}
