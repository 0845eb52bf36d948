namespace AwsClients.Tests.Credentials;

/// <summary>Each source of credentials, and which one counts.</summary>
public sealed class SourceTests
{
    private const string Keys = "aws_access_key_id = AKIAFILE\naws_secret_access_key = sesame-secret\n";
    private const string Role = "role_arn = arn:aws:iam::123456789012:role/r\n";

    [Fact]
    public async Task Environment_KeysAndToken_SignWithBoth()
    {
        await using var cloud = await StubCloud.StartAsync();
        SetKeys(cloud);
        cloud.Environment["AWS_SESSION_TOKEN"] = "sesame-token";

        Assert.Equal("AKIAENVIRONMENT", await cloud.CallerAsync());
        Assert.Equal("sesame-token", cloud.Calls("SetDesiredCapacity")[0].Headers["X-Amz-Security-Token"]);
    }

    [Fact]
    public async Task Environment_WebIdentity_IsAskedUnsigned()
    {
        await using var cloud = await StubCloud.StartAsync();
        cloud.Environment["AWS_WEB_IDENTITY_TOKEN_FILE"] = cloud.Folder.Write("token", "the-jwt\n");
        cloud.Environment["AWS_ROLE_ARN"] = "arn:aws:iam::123456789012:role/irsa";
        cloud.Environment["AWS_ROLE_SESSION_NAME"] = "pod";

        Assert.Equal("AssumeRoleWithWebIdentity-1", await cloud.CallerAsync());
        var request = cloud.Calls("AssumeRoleWithWebIdentity")[0];
        Assert.Null(StubSts.KeyOf(request));
        Assert.Equal("the-jwt", request.Form["WebIdentityToken"]);
        Assert.Equal(("arn:aws:iam::123456789012:role/irsa", "pod"), (request.Form["RoleArn"], request.Form["RoleSessionName"]));
    }

    [Fact]
    public async Task Environment_ContainerFullUri_SendsItsToken()
    {
        await using var cloud = await StubCloud.StartAsync();
        cloud.Environment["AWS_CONTAINER_CREDENTIALS_FULL_URI"] = $"{cloud.Url}/container";
        cloud.Environment["AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"] = cloud.Folder.Write("token", "pod-token\n");
        cloud.Environment["AWS_CONTAINER_AUTHORIZATION_TOKEN"] = "not-this";

        Assert.Equal("container-1", await cloud.CallerAsync());
    }

    [Fact]
    public async Task InstanceMetadata_NothingElse_IsAskedByVersion2()
    {
        await using var cloud = await StubCloud.StartAsync();
        cloud.Environment.Remove("AWS_EC2_METADATA_DISABLED");

        Assert.Equal("metadata-1", await cloud.CallerAsync());
    }

    [Theory]
    [InlineData("[default]\n" + Keys, null)]
    [InlineData(null, "[default]\n" + Keys)]
    public async Task DefaultProfile_Keys_AreUsed(string? credentials, string? config)
    {
        await using var cloud = await StubCloud.StartAsync(credentials, config);

        Assert.Equal("AKIAFILE", await cloud.CallerAsync());
    }

    [Fact]
    public async Task Profile_SourceProfile_IsAssumedWithItsKeys()
    {
        await using var cloud = await StubCloud.StartAsync(
            "[base]\n" + Keys, $"[profile p]\n{Role}source_profile = base\nexternal_id = ext\nrole_session_name = name");

        Assert.Equal("AssumeRole-1", await cloud.CallerAsync(new() { Profile = "p" }));
        var request = cloud.Calls("AssumeRole")[0];
        Assert.Equal("AKIAFILE", StubSts.KeyOf(request));
        Assert.Equal(("ext", "name"), (request.Form["ExternalId"], request.Form["RoleSessionName"]));
    }

    [Fact]
    public async Task Profile_SourceProfileWithRole_IsAssumedTwice()
    {
        await using var cloud = await StubCloud.StartAsync(
            "[base]\n" + Keys, $"[profile p]\n{Role}source_profile = q\n[profile q]\n{Role}source_profile = base");

        Assert.Equal("AssumeRole-2", await cloud.CallerAsync(new() { Profile = "p" }));
        Assert.Equal(["AKIAFILE", "AssumeRole-1"], cloud.Calls("AssumeRole").Select(StubSts.KeyOf));
    }

    [Fact]
    public async Task Profile_OwnSourceProfile_UsesItsOwnKeys()
    {
        await using var cloud = await StubCloud.StartAsync(config: $"[profile p]\n{Role}source_profile = p\n{Keys}");

        Assert.Equal("AssumeRole-1", await cloud.CallerAsync(new() { Profile = "p" }));
    }

    [Theory]
    [InlineData("Environment", "AKIAENVIRONMENT")]
    [InlineData("EcsContainer", "container-1")]
    [InlineData("Ec2InstanceMetadata", "metadata-1")]
    public async Task Profile_CredentialSource_IsAssumedWithThose(string source, string key)
    {
        await using var cloud = await StubCloud.StartAsync(config: $"[profile p]\n{Role}credential_source = {source}");
        SetKeys(cloud);
        cloud.Environment["AWS_CONTAINER_CREDENTIALS_FULL_URI"] = $"{cloud.Url}/container";

        Assert.Equal("AssumeRole-1", await cloud.CallerAsync(new() { Profile = "p" }));
        Assert.Equal(key, StubSts.KeyOf(cloud.Calls("AssumeRole")[0]));
    }

    [Fact]
    public async Task Profile_WebIdentityTokenFile_IsUsed()
    {
        await using var cloud = await StubCloud.StartAsync(config: $"[profile p]\n{Role}web_identity_token_file = ~/token");
        cloud.Folder.Write("token", "the-jwt");

        Assert.Equal("AssumeRoleWithWebIdentity-1", await cloud.CallerAsync(new() { Profile = "p" }));
    }

    [Fact]
    public async Task Profile_CredentialProcess_IsRun()
    {
        await using var cloud = await StubCloud.StartAsync(
            config: """
            [profile p]
            credential_process = printf '{"Version":1,"AccessKeyId":"%s","SecretAccessKey":"sesame-secret"}' AKIAPROCESS
            """);

        Assert.Equal("AKIAPROCESS", await cloud.CallerAsync(new() { Profile = "p" }));
    }

    [Fact]
    public async Task RoleArn_GivenWithOptions_IsAssumedOnTopOfWhatWasFound()
    {
        await using var cloud = await StubCloud.StartAsync();
        SetKeys(cloud);

        var caller = await cloud.CallerAsync(
            new() { RoleArn = "arn:aws:iam::210987654321:role/other", ExternalId = "ext", RoleSessionName = "runner" });

        Assert.Equal("AssumeRole-1", caller);
        var request = cloud.Calls("AssumeRole")[0];
        Assert.Equal("AKIAENVIRONMENT", StubSts.KeyOf(request));
        Assert.Equal(
            ("arn:aws:iam::210987654321:role/other", "ext", "runner"),
            (request.Form["RoleArn"], request.Form["ExternalId"], request.Form["RoleSessionName"]));
    }

    [Fact]
    public async Task RoleArn_NoSessionName_MakesOneUp()
    {
        await using var cloud = await StubCloud.StartAsync();
        SetKeys(cloud);

        await cloud.CallerAsync(new() { RoleArn = "arn:aws:iam::210987654321:role/other" });

        Assert.Equal($"aws-clients-{cloud.Time.GetUtcNow().ToUnixTimeSeconds()}", cloud.Calls("AssumeRole")[0].Form["RoleSessionName"]);
    }

    [Theory]
    [InlineData(null, null, null, "AKIAENVIRONMENT")]
    [InlineData("default", null, null, "AKIAFILE")]
    [InlineData(null, "~/.aws/credentials", null, "AKIAFILE")]
    [InlineData(null, null, "~/.aws/config", "AKIAENVIRONMENT")]
    public async Task Environment_AndWhatWasGiven_TheNamedOneCounts(string? profile, string? credentialsFile, string? configFile, string key)
    {
        await using var cloud = await StubCloud.StartAsync("[default]\n" + Keys, "[default]\nregion = us-east-1");
        SetKeys(cloud);

        Assert.Equal(key, await cloud.CallerAsync(new() { Profile = profile, CredentialsFile = credentialsFile, ConfigFile = configFile }));
    }

    [Fact]
    public async Task Profile_WithoutCredentials_LeavesThemToTheInstance()
    {
        await using var cloud = await StubCloud.StartAsync(config: "[profile p]\nregion = us-east-1");
        SetKeys(cloud);
        cloud.Environment.Remove("AWS_EC2_METADATA_DISABLED");

        Assert.Equal("metadata-1", await cloud.CallerAsync(new() { Profile = "p" }));
    }

    private static void SetKeys(StubCloud cloud)
    {
        cloud.Environment["AWS_ACCESS_KEY_ID"] = "AKIAENVIRONMENT";
        cloud.Environment["AWS_SECRET_ACCESS_KEY"] = "sesame-secret";
    }
}
