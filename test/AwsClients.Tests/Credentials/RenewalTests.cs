using AwsClients.Credentials;

namespace AwsClients.Tests.Credentials;

public sealed class RenewalTests
{
    private const string Role = "arn:aws:iam::123456789012:role/r";

    private static readonly TimeSpan _soon = TimeSpan.FromMinutes(55);

    [Fact]
    public async Task Call_CredentialsFresh_AsksNoMore()
    {
        await using var cloud = await StartAsync();
        using var session = await cloud.OpenAsync(new() { RoleArn = Role });

        Assert.Equal("AssumeRole-1", await cloud.CallerOfAsync(session));
        cloud.Time.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal("AssumeRole-1", await cloud.CallerOfAsync(session));

        Assert.Single(cloud.Calls("AssumeRole"));
    }

    [Fact]
    public async Task Call_ShortlyBeforeExpiry_UsesTheOldWhileTheNewAreFetched()
    {
        await using var cloud = await StartAsync();
        using var session = await cloud.OpenAsync(new() { RoleArn = Role });
        await cloud.NextAsync("AssumeRole");
        cloud.Time.Advance(_soon);

        Assert.Equal("AssumeRole-1", await cloud.CallerOfAsync(session));

        // The old would do for minutes yet: the new serve because they were fetched meanwhile.
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        string? caller;
        while ((caller = await cloud.CallerOfAsync(session)) == "AssumeRole-1")
        {
            limit.Token.ThrowIfCancellationRequested();
        }

        Assert.Equal("AssumeRole-2", caller);
    }

    [Fact]
    public async Task Calls_ManyAfterExpiry_WaitForOneFetchAndSucceed()
    {
        await using var cloud = await StartAsync();
        using var session = await cloud.OpenAsync(new() { RoleArn = Role });
        cloud.Time.Advance(TimeSpan.FromHours(2));

        var callers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => cloud.CallerOfAsync(session)));

        Assert.All(callers, caller => Assert.Equal("AssumeRole-2", caller));
        Assert.Equal(2, cloud.Calls("AssumeRole").Count);
    }

    [Fact]
    public async Task Calls_CredentialsOfHalfAMinute_ShareThem()
    {
        await using var cloud = await StartAsync();
        cloud.Lifetime = TimeSpan.FromSeconds(30);
        using var session = await cloud.OpenAsync(new() { RoleArn = Role });

        Assert.Equal("AssumeRole-1", await cloud.CallerOfAsync(session));
        Assert.Equal("AssumeRole-1", await cloud.CallerOfAsync(session));
        cloud.Time.Advance(TimeSpan.FromSeconds(25));
        Assert.Equal("AssumeRole-2", await cloud.CallerOfAsync(session));
    }

    [Fact]
    public async Task Calls_NewCredentialsAreOverByTheClock_UseThemAndWarnOnce()
    {
        await using var cloud = await StartAsync();
        cloud.Log.Expect("CredentialsOverdue");
        cloud.Lifetime = TimeSpan.FromHours(-2);
        using var session = await cloud.OpenAsync(new() { RoleArn = Role });

        Assert.Equal("AssumeRole-1", await cloud.CallerOfAsync(session));
        Assert.Equal("AssumeRole-1", await cloud.CallerOfAsync(session));
        cloud.Time.Advance(FetchedKeys.OverdueUse);
        Assert.Equal("AssumeRole-2", await cloud.CallerOfAsync(session));

        Assert.Contains($"the credentials of role {Role} are new, yet ended", cloud.Log.Only("CredentialsOverdue").Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_RenewalRefusedBeforeExpiry_GoesOnWithTheOldAndWarns()
    {
        await using var cloud = await StartAsync();
        using var session = await cloud.OpenAsync(new() { RoleArn = Role });
        await cloud.NextAsync("AssumeRole");
        cloud.Log.Expect("CredentialsNotRenewed");
        cloud.Refusal = StubAnswer.Error(403, "AccessDenied", "not now");
        cloud.Time.Advance(_soon);

        Assert.Equal("AssumeRole-1", await cloud.CallerOfAsync(session));
        var warning = await cloud.Log.FirstAsync("CredentialsNotRenewed", TestContext.Current.CancellationToken)
            .WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.Contains($"could not assume role {Role}: AccessDenied: not now", warning.Message, StringComparison.Ordinal);

        Assert.Equal("AssumeRole-1", await cloud.CallerOfAsync(session));
        Assert.Equal(2, cloud.Calls("AssumeRole").Count);

        cloud.Refusal = null;
        cloud.Time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal("AssumeRole-2", await cloud.CallerOfAsync(session));
    }

    [Fact]
    public async Task Call_RenewalRefusedAfterExpiry_SaysWhatStsSaid()
    {
        await using var cloud = await StartAsync();
        using var session = await cloud.OpenAsync(new() { RoleArn = Role });
        cloud.Refusal = StubAnswer.Error(403, "AccessDenied", "not any more");
        cloud.Time.Advance(TimeSpan.FromHours(2));

        var error = await Assert.ThrowsAsync<AwsSessionException>(() => cloud.CallerOfAsync(session));

        Assert.Equal(AwsSessionErrorReason.CredentialsRefused, error.Reason);
        Assert.Equal(
            $"could not get AWS credentials from role {Role}, assumed with environment variable AWS_ACCESS_KEY_ID: could not assume role {Role}: "
            + "AccessDenied: not any more (STS request request-1)",
            error.Message);
    }

    [Theory]
    [InlineData("metadata")]
    [InlineData("container")]
    public async Task Call_CredentialsOfTheMachineExpired_FetchesNewOnes(string kind)
    {
        await using var cloud = await StubCloud.StartAsync();
        cloud.Environment.Remove("AWS_EC2_METADATA_DISABLED");
        if (kind == "container")
        {
            cloud.Environment["AWS_CONTAINER_CREDENTIALS_FULL_URI"] = $"{cloud.Url}/container";
        }

        using var session = await cloud.OpenAsync();

        Assert.Equal($"{kind}-1", await cloud.CallerOfAsync(session));
        cloud.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal($"{kind}-2", await cloud.CallerOfAsync(session));
    }

    [Fact]
    public async Task Call_KeysInFileReplaced_UsesTheNew()
    {
        await using var cloud = await StubCloud.StartAsync("[default]\naws_access_key_id = AKIAOLD\naws_secret_access_key = s");
        using var session = await cloud.OpenAsync();

        Assert.Equal("AKIAOLD", await cloud.CallerOfAsync(session));
        cloud.Folder.Write(".aws/credentials", "[default]\naws_access_key_id = AKIANEW\naws_secret_access_key = s");
        Assert.Equal("AKIANEW", await cloud.CallerOfAsync(session));
    }

    [Fact]
    public async Task Call_FileBroken_GoesOnWithTheOldAndWarns()
    {
        await using var cloud = await StubCloud.StartAsync("[default]\naws_access_key_id = AKIAOLD\naws_secret_access_key = s");
        using var session = await cloud.OpenAsync();
        cloud.Log.Expect("ProfileNotReread");

        cloud.Folder.Write(".aws/credentials", "half a li");

        Assert.Equal("AKIAOLD", await cloud.CallerOfAsync(session));
        Assert.Contains("line 1 comes before the first [section]", cloud.Log.Only("ProfileNotReread").Message, StringComparison.Ordinal);
    }

    private static async Task<StubCloud> StartAsync()
    {
        var cloud = await StubCloud.StartAsync();
        cloud.Environment["AWS_ACCESS_KEY_ID"] = "AKIAENVIRONMENT";
        cloud.Environment["AWS_SECRET_ACCESS_KEY"] = "sesame-secret";
        return cloud;
    }
}
