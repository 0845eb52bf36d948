using AwsClients.Tests.Profiles;
using Microsoft.Extensions.Time.Testing;

namespace AwsClients.Tests.Session;

public sealed class RegionTests
{
    private static readonly string[] _order = ["given-1", "variable-1", "default-1", "profile-1", "metadata-1"];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task OpenAsync_FirstPlacesHaveNone_NextPlaceCounts(int first)
    {
        await using var stub = await StubAws.StartAsync(request => request.Method == "PUT" ? StubAnswer.Ok("token") : StubAnswer.Ok("metadata-1"));
        using var folder = new AwsFolder(config: first > 3 ? "[profile p]\nx = 1" : "[profile p]\nregion = profile-1");
        var environment = StubSession.Environment(stub);
        environment["HOME"] = folder.Home;
        environment["AWS_PROFILE"] = "p";
        environment["AWS_EC2_METADATA_SERVICE_ENDPOINT"] = stub.Url;
        environment["AWS_REGION"] = first > 1 ? "" : "variable-1";
        environment["AWS_DEFAULT_REGION"] = first > 2 ? "" : "default-1";

        using var session = await StubSession.OpenAsync(new AwsSessionOptions { Region = first > 0 ? null : "given-1" }, new FakeTimeProvider(), environment);

        Assert.Equal(_order[first], session.Region);
    }

    [Fact]
    public async Task OpenAsync_NoRegionAnywhere_NamesEveryPlace()
    {
        using var folder = new AwsFolder();
        await using var stub = await StubAws.StartAsync(_ => new StubAnswer(403, ""));
        var environment = StubSession.Environment(stub);
        environment["HOME"] = folder.Home;
        environment["AWS_EC2_METADATA_SERVICE_ENDPOINT"] = stub.Url;

        var error = await Assert.ThrowsAsync<AwsSessionException>(() => StubSession.OpenAsync(new AwsSessionOptions(), new FakeTimeProvider(), environment));

        Assert.Equal(AwsSessionErrorReason.NoRegion, error.Reason);
        Assert.Equal(
            $"could not find the AWS region; looked at: the region given (none), AWS_REGION and AWS_DEFAULT_REGION (not set), region of profile "
            + $"default in {folder.Paths} (none), instance metadata (instance metadata at {stub.Url}/latest/api/token answered with HTTP status 403)",
            error.Message);
        Assert.Single(stub.Requests);
    }

    [Theory]
    [InlineData("eu-central-1a", "could not use 'eu-central-1a' as the AWS region: this is an Availability Zone; its region is eu-central-1")]
    [InlineData(
        "eu central 1", "could not use 'eu central 1' as the AWS region: a region is lower-case letters, digits and hyphens, such as eu-central-1")]
    [InlineData("EU-CENTRAL-1", "could not use 'EU-CENTRAL-1' as the AWS region: a region is lower-case letters, digits and hyphens, such as eu-central-1")]
    [InlineData("evil.example/", "could not use 'evil.example/' as the AWS region: a region is lower-case letters, digits and hyphens, such as eu-central-1")]
    public async Task OpenAsync_NoRegionName_SaysWhy(string region, string message)
    {
        await using var stub = await StubAws.StartAsync(_ => StubAnswer.Ok(""));

        var error = await Assert.ThrowsAsync<AwsSessionException>(
            () => StubSession.OpenAsync(new AwsSessionOptions { Region = region }, null, StubSession.Environment(stub)));

        Assert.Equal((AwsSessionErrorReason.InvalidRegion, message), (error.Reason, error.Message));
    }
}
