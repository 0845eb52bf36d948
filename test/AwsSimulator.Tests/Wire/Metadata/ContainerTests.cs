using System.Net;
using System.Text.Json.Nodes;

namespace AwsSimulator.Tests.Wire.Metadata;

public sealed class ContainerTests
{
    [Fact]
    public async Task Credentials_WithTheContainersToken_Work()
    {
        await using var cloud = await TestCloud.StartAsync();
        var environment = cloud.Simulator.Environments.WithContainer;

        var reply = await PlainHttp.SendAsync(
            HttpMethod.Get, new Uri(environment["AWS_CONTAINER_CREDENTIALS_FULL_URI"]), null,
            ("Authorization", environment["AWS_CONTAINER_AUTHORIZATION_TOKEN"]));

        var json = JsonNode.Parse(reply.Body)!;
        var who = await PlainHttp.WhoAsync(
            cloud, (string?)json["AccessKeyId"], (string?)json["SecretAccessKey"], (string?)json["Token"]);
        Assert.Equal("arn:aws:sts::123456789012:assumed-role/runner-role/container", who.Only("Arn"));
    }

    [Fact]
    public async Task Credentials_WithAnotherToken_AreRefused()
    {
        await using var cloud = await TestCloud.StartAsync();

        var reply = await PlainHttp.SendAsync(
            HttpMethod.Get, new Uri(cloud.Simulator.Endpoint, "v1/credentials"), null, ("Authorization", "other"));

        Assert.Equal(
            (HttpStatusCode.Unauthorized, """{"code":"InvalidToken","message":"The authorization token is not the container\u0027s"}"""), reply);
    }
}
