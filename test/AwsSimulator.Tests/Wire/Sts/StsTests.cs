using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using AwsSimulator.Credentials;

namespace AwsSimulator.Tests.Wire.Sts;

public sealed class StsTests
{
    private const string Role = "arn:aws:iam::123456789012:role/runner-role";

    [Fact]
    public async Task GetCallerIdentity_OfTheUser_NamesIt()
    {
        await using var cloud = await TestCloud.StartAsync();

        var reply = await cloud.StsAsync("GetCallerIdentity");

        Assert.Equal(("123456789012", "arn:aws:iam::123456789012:user/runner"), (reply.Only("Account"), reply.Only("Arn")));
    }

    [Fact]
    public async Task AssumeRole_ReadByTheSdk_GivesKeysThatWork()
    {
        await using var cloud = await TestCloud.StartAsync();
        using var client = Client(cloud, new BasicAWSCredentials(cloud.Simulator.AccessKeyId, cloud.Simulator.SecretAccessKey));

        var request = new AssumeRoleRequest { RoleArn = Role, RoleSessionName = "ses" };
        var assumed = await client.AssumeRoleAsync(request, TestCloud.Cancellation);
        using var session = Client(cloud, assumed.Credentials);
        var identity = await session.GetCallerIdentityAsync(new GetCallerIdentityRequest(), TestCloud.Cancellation);

        Assert.Equal("arn:aws:sts::123456789012:assumed-role/runner-role/ses", identity.Arn);
        Assert.Equal(cloud.Time.GetUtcNow().AddHours(1).UtcDateTime, assumed.Credentials.Expiration!.Value.ToUniversalTime());
        Assert.Equal(1, cloud.Simulator.Credentials.Issued);
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("wrong", false)]
    [InlineData("right", true)]
    public async Task AssumeRole_WithExternalId_ChecksIt(string? given, bool accepted)
    {
        await using var cloud = await TestCloud.StartAsync();
        cloud.Simulator.Credentials.Roles["runner-role"] = new RoleSettings { ExternalId = "right" };
        (string, string)[] externalId = given is null ? [] : [("ExternalId", given)];

        var reply = await cloud.StsAsync("AssumeRole", [("RoleArn", Role), ("RoleSessionName", "s"), .. externalId]);

        Assert.Equal(accepted, reply.Status == System.Net.HttpStatusCode.OK);
        if (!accepted)
        {
            Assert.Equal(
                $"403 AccessDenied: User: arn:aws:iam::123456789012:user/runner is not authorized to perform: sts:AssumeRole on resource: {Role}",
                reply.Error);
        }
    }

    [Fact]
    public async Task AssumeRole_UnknownRole_IsDenied()
    {
        await using var cloud = await TestCloud.StartAsync();

        var reply = await cloud.StsAsync("AssumeRole", ("RoleArn", "arn:aws:iam::123456789012:role/other"), ("RoleSessionName", "s"));

        Assert.StartsWith("403 AccessDenied", reply.Error);
    }

    [Fact]
    public async Task AssumeRole_WithALifetimeOfOurs_ExpiresThen()
    {
        await using var cloud = await TestCloud.StartAsync();
        cloud.Simulator.Credentials.Lifetime = TimeSpan.FromSeconds(2);

        var reply = await cloud.StsAsync("AssumeRole", ("RoleArn", Role), ("RoleSessionName", "s"));

        Assert.Equal("2026-11-24T08:00:02.000Z", reply.Only("Expiration"));
    }

    [Fact]
    public async Task AssumeRoleWithWebIdentity_Unsigned_ChecksTheToken()
    {
        await using var cloud = await TestCloud.StartAsync();
        using var client = Client(cloud, new AnonymousAWSCredentials());
        var request = new AssumeRoleWithWebIdentityRequest
        {
            RoleArn = Role,
            RoleSessionName = "web",
            WebIdentityToken = "web-identity-token",
        };

        var assumed = await client.AssumeRoleWithWebIdentityAsync(request, TestCloud.Cancellation);
        request.WebIdentityToken = "another";

        Assert.Equal("arn:aws:sts::123456789012:assumed-role/runner-role/web", assumed.AssumedRoleUser.Arn);
        await Assert.ThrowsAsync<InvalidIdentityTokenException>(
            () => client.AssumeRoleWithWebIdentityAsync(request, TestCloud.Cancellation));
    }

    private static AmazonSecurityTokenServiceClient Client(TestCloud cloud, AWSCredentials credentials) => new(
        credentials,
        new AmazonSecurityTokenServiceConfig
        {
            ServiceURL = cloud.Simulator.Endpoint.ToString(),
            AuthenticationRegion = "us-east-1",
            MaxErrorRetry = 0,
        });
}
