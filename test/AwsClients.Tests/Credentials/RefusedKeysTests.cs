namespace AwsClients.Tests.Credentials;

/// <summary>Keys that AWS refuses although they should serve: revoked, rotated, or judged by a wrong clock.</summary>
public sealed class RefusedKeysTests
{
    private const string Role = "arn:aws:iam::123456789012:role/r";

    // Younger ones are not renewed: AWS has just refused them.
    private static readonly TimeSpan _aMinute = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData("ExpiredToken")]
    [InlineData("InvalidClientTokenId")]
    [InlineData("AuthFailure")]
    public async Task Call_KeysRefused_IsTriedAgainWithNewOnes(string code)
    {
        await using var cloud = await StartAsync();
        using var session = await cloud.OpenAsync(new() { RoleArn = Role });
        (cloud.RefusedKeys, cloud.RefusalCode) = (["AssumeRole-1"], code);
        cloud.Time.Advance(_aMinute);

        Assert.Equal("AssumeRole-2", await cloud.CallerOfAsync(session));
        Assert.Equal("AssumeRole-2", await cloud.CallerOfAsync(session));
    }

    [Fact]
    public async Task Call_KeysRefusedAndOneAttemptAllowed_IsMadeAgainWithNewOnes()
    {
        await using var cloud = await StartAsync();
        cloud.Environment["AWS_MAX_ATTEMPTS"] = "1";
        using var session = await cloud.OpenAsync(new() { RoleArn = Role });
        cloud.RefusedKeys = ["AssumeRole-1"];
        cloud.Time.Advance(_aMinute);

        Assert.Equal("AssumeRole-2", await cloud.CallerOfAsync(session));
    }

    [Fact]
    public async Task Calls_ManyAtOnceRefused_ShareOneFetch()
    {
        await using var cloud = await StartAsync();
        using var session = await cloud.OpenAsync(new() { RoleArn = Role });
        cloud.RefusedKeys = ["AssumeRole-1"];
        cloud.Time.Advance(_aMinute);

        var callers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => cloud.CallerOfAsync(session)));

        Assert.All(callers, Assert.NotNull);
        Assert.Equal(2, cloud.Calls("AssumeRole").Count);
    }

    [Fact]
    public async Task Calls_NewKeysRefusedToo_NameTheSourceAndDoNotFetchForEach()
    {
        await using var cloud = await StartAsync();
        using var session = await cloud.OpenAsync(new() { RoleArn = Role });
        cloud.RefusedKeys = ["AssumeRole-1", "AssumeRole-2"];
        cloud.Time.Advance(_aMinute);

        for (var call = 0; call < 3; call++)
        {
            var error = await Assert.ThrowsAsync<AwsSessionException>(() => cloud.CallerOfAsync(session));
            Assert.Equal((AwsSessionErrorReason.CredentialsRejected, false), (error.Reason, error.MayPass));
            Assert.Equal(
                $"AWS does not take the credentials from role {Role}, assumed with environment variable AWS_ACCESS_KEY_ID: Over (ExpiredToken, request "
                + "request-1); check that they are valid keys, of the right account and partition, and that this machine's clock is right",
                error.Message);
        }

        Assert.Equal(2, cloud.Calls("AssumeRole").Count);
        cloud.Time.Advance(_aMinute);
        Assert.Equal("AssumeRole-3", await cloud.CallerOfAsync(session));
    }

    [Fact]
    public async Task Call_KeysRefusedAndNoOthersToBeHad_SaysWhyThereAreNone()
    {
        await using var cloud = await StartAsync();
        using var session = await cloud.OpenAsync(new() { RoleArn = Role });
        cloud.Log.Expect("CredentialsNotRenewed");
        cloud.RefusedKeys = ["AssumeRole-1"];
        cloud.Refusal = StubAnswer.Error(403, "AccessDenied", "not any more");
        cloud.Time.Advance(_aMinute);

        var error = await Assert.ThrowsAsync<AwsSessionException>(() => cloud.CallerOfAsync(session));

        Assert.Equal(AwsSessionErrorReason.CredentialsRefused, error.Reason);
        Assert.Contains("AccessDenied: not any more", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_KeysOfAFileRefusedAndRotatedMeanwhile_UsesTheNew()
    {
        await using var cloud = await StubCloud.StartAsync("[default]\naws_access_key_id = AKIAOLD\naws_secret_access_key = s");
        using var session = await cloud.OpenAsync();
        await cloud.CallerOfAsync(session);
        cloud.RefusedKeys = ["AKIAOLD"];

        var error = await Assert.ThrowsAsync<AwsSessionException>(() => cloud.CallerOfAsync(session));
        Assert.StartsWith($"AWS does not take the credentials from profile default of {cloud.Folder.Paths}: ", error.Message, StringComparison.Ordinal);

        cloud.Folder.Write(".aws/credentials", "[default]\naws_access_key_id = AKIANEW\naws_secret_access_key = s");
        Assert.Equal("AKIANEW", await cloud.CallerOfAsync(session));
    }

    private static async Task<StubCloud> StartAsync()
    {
        var cloud = await StubCloud.StartAsync();
        cloud.Environment["AWS_ACCESS_KEY_ID"] = "AKIAENVIRONMENT";
        cloud.Environment["AWS_SECRET_ACCESS_KEY"] = "sesame-secret";
        return cloud;
    }
}
