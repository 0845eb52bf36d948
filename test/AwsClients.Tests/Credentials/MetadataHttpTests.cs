using AwsClients.Credentials;
using AwsClients.Transport;
using AwsClients.Trust;

namespace AwsClients.Tests.Credentials;

/// <summary>Endpoints beside the process that are slow.</summary>
public sealed class MetadataHttpTests
{
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(200);
    private static readonly StubAnswer _hangs = new(200, "") { IsStalled = true };

    [Fact]
    public async Task GetAsync_Hangs_IsTriedThreeTimesForTheLimit()
    {
        await using var stub = await StubAws.StartAsync(_ => _hangs);
        var time = new ListeningTime();
        using var http = new MetadataHttp(time, new ServerTrust(Authorities.OfSystem(AwsEnvironment.Process)));
        var limit = TimeSpan.FromSeconds(5);

        var get = http.GetAsync("it", limit, () => new HttpRequestMessage(HttpMethod.Get, stub.Url), TestContext.Current.CancellationToken);
        for (var attempt = 1; attempt < 3; attempt++)
        {
            await time.PassAsync(limit);
            await time.PassAsync(_pause);
        }

        await time.PassAsync(limit);
        var error = await Assert.ThrowsAsync<SourceException>(() => get);
        Assert.Equal(($"it at {stub.Url}/ did not answer within 5 s", true), (error.Message, error.MayPass));
    }

    [Fact]
    public async Task GetAsync_AnswersTheSecondTime_IsRead()
    {
        var first = true;
        await using var stub = await StubAws.StartAsync(_ => Interlocked.Exchange(ref first, false) ? _hangs : StubAnswer.Ok("here"));
        var time = new ListeningTime();
        using var http = new MetadataHttp(time, new ServerTrust(Authorities.OfSystem(AwsEnvironment.Process)));

        var get = http.GetAsync(
            "it", TimeSpan.FromSeconds(5), () => new HttpRequestMessage(HttpMethod.Get, stub.Url), TestContext.Current.CancellationToken);
        await stub.NextAsync();
        await time.PassAsync(TimeSpan.FromSeconds(5));
        await time.PassAsync(_pause);

        Assert.Equal("here", await get);
    }

    [Theory]
    [InlineData("AWS_CONTAINER_CREDENTIALS_FULL_URI", 5)]
    [InlineData("AWS_EC2_METADATA_SERVICE_ENDPOINT", 1)]
    public async Task Sources_GiveAnAttemptSoLong(string variable, int seconds)
    {
        await using var stub = await StubAws.StartAsync(_ => _hangs);
        var time = new ListeningTime();
        var environment = new Dictionary<string, string> { ["AWS_REGION"] = "us-east-1", ["HOME"] = "/nonexistent", [variable] = stub.Url };

        var open = StubSession.OpenAsync(new AwsSessionOptions(), time, environment);
        for (var attempt = 1; attempt < 3; attempt++)
        {
            await time.PassAsync(TimeSpan.FromSeconds(seconds));
            await time.PassAsync(_pause);
        }

        await time.PassAsync(TimeSpan.FromSeconds(seconds));
        var error = await Assert.ThrowsAsync<AwsSessionException>(() => open);
        Assert.Contains($"did not answer within {seconds} s", error.Message, StringComparison.Ordinal);
    }
}
