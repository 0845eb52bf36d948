namespace AwsClients.Tests.Credentials;

/// <summary>What is said when there are no credentials, by its exact text.</summary>
public sealed class RefusalTests
{
    private const string Role = "role_arn = arn:aws:iam::123456789012:role/r\n";

    [Fact]
    public async Task OpenAsync_NoCredentialsAnywhere_NamesEveryPlace()
    {
        await using var cloud = await StubCloud.StartAsync();

        var error = await FailAsync(cloud, AwsSessionErrorReason.NoCredentials);

        Assert.Equal(
            "could not find AWS credentials; tried: environment (AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set); environment "
            + "(AWS_WEB_IDENTITY_TOKEN_FILE and AWS_ROLE_ARN are not set); profile default "
            + $"({cloud.Folder.Paths} have no such profile); container (AWS_CONTAINER_CREDENTIALS_RELATIVE_URI and "
            + "AWS_CONTAINER_CREDENTIALS_FULL_URI are not set); instance profile (AWS_EC2_METADATA_DISABLED is true); give one of these what it lacks",
            error.Message);
    }

    [Theory]
    [InlineData("AWS_ACCESS_KEY_ID", "environment (AWS_ACCESS_KEY_ID is set, but AWS_SECRET_ACCESS_KEY is not)")]
    [InlineData("AWS_SECRET_ACCESS_KEY", "environment (AWS_SECRET_ACCESS_KEY is set, but AWS_ACCESS_KEY_ID is not)")]
    [InlineData("AWS_ROLE_ARN", "environment (AWS_ROLE_ARN is set, but AWS_WEB_IDENTITY_TOKEN_FILE is not)")]
    public async Task OpenAsync_HalfOfAPairSet_SaysWhich(string variable, string said)
    {
        await using var cloud = await StubCloud.StartAsync();
        cloud.Environment[variable] = "sesame-secret";

        var error = await FailAsync(cloud, AwsSessionErrorReason.NoCredentials);

        Assert.Contains(said, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenAsync_CredentialsFileWithoutKeys_LooksNowhereElse()
    {
        await using var cloud = await StubCloud.StartAsync("[other]\naws_access_key_id = a");
        cloud.Environment["AWS_ACCESS_KEY_ID"] = "a";
        cloud.Environment["AWS_SECRET_ACCESS_KEY"] = "sesame-secret";

        var error = await FailAsync(cloud, AwsSessionErrorReason.NoCredentials, new() { CredentialsFile = "~/.aws/credentials" });

        Assert.Equal(
            $"could not find AWS credentials; tried: profile default ({cloud.Folder.Paths} have no such profile); give one of these what it lacks",
            error.Message);
    }

    [Theory]
    [InlineData("aws_access_key_id = a", "it has aws_access_key_id, but no aws_secret_access_key; give both")]
    [InlineData(Role, "it has role_arn, which needs either source_profile, credential_source or web_identity_token_file; add one of them")]
    [InlineData(
        Role + "source_profile = q\ncredential_source = Environment",
        "it has role_arn, which needs either source_profile, credential_source or web_identity_token_file; add one of them")]
    [InlineData(Role + "source_profile = p", "it is its own source_profile, but has no keys; give it keys, or name another")]
    [InlineData(Role + "source_profile = q\n[profile q]\nregion = r", "its source_profile q has no credentials; give it keys, a role or a credential_process")]
    [InlineData(Role + "source_profile = q\nmfa_serial = m", "it has mfa_serial, and nobody is here to type a code; take a profile without")]
    [InlineData(Role + "credential_source = Moon", "its credential_source is 'Moon'; give Environment, Ec2InstanceMetadata or EcsContainer")]
    [InlineData(
        Role + "credential_source = Environment",
        "its credential_source is Environment, but AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not both set; set them in the environment of who runs this")]
    [InlineData("sso_session = s", "its [sso-session s] is not in FILES; add it, or mend the name")]
    [InlineData("sso_start_url = u\nsso_account_id = 1\nsso_role_name = n", "it uses SSO, but has no sso_region; add it")]
    [InlineData(
        "sso_start_url = u\nsso_account_id = 1\nsso_role_name = n\nsso_region = us east",
        "it uses SSO, and its sso_region 'us east' cannot be one: a region is lower-case letters, digits and hyphens, such as eu-central-1")]
    [InlineData("login_session = x", "it has login_session, which is not supported; take a profile with keys, a role, SSO or a credential_process")]
    [InlineData(Role + "source_profile = q", "its source_profile q is not in FILES; add it, or mend the name")]
    public async Task OpenAsync_ProfileCannotBeUsed_SaysWhy(string profile, string why)
    {
        await using var cloud = await StubCloud.StartAsync(config: $"[profile p]\n{profile}");

        var error = await FailAsync(cloud, AwsSessionErrorReason.ProfileUnusable, new() { Profile = "p" });

        Assert.Equal(
            $"could not use profile p of {cloud.Folder.Paths}: {why.Replace("FILES", cloud.Folder.Paths, StringComparison.Ordinal)}", error.Message);
    }

    [Fact]
    public async Task OpenAsync_SourceProfilesInACircle_ShowsIt()
    {
        await using var cloud = await StubCloud.StartAsync(config: $"[profile p]\n{Role}source_profile = q\n[profile q]\n{Role}source_profile = p");

        var error = await FailAsync(cloud, AwsSessionErrorReason.ProfileUnusable, new() { Profile = "p" });

        Assert.Equal(
            $"could not use profile p of {cloud.Folder.Paths}: its source_profile leads back to it (p → q → p); end the chain with a profile that has keys",
            error.Message);
    }

    [Fact]
    public async Task OpenAsync_RoleRefused_SaysWhatStsSaid()
    {
        await using var cloud = await StubCloud.StartAsync();
        cloud.Environment["AWS_ACCESS_KEY_ID"] = "AKIAENVIRONMENT";
        cloud.Environment["AWS_SECRET_ACCESS_KEY"] = "sesame-secret";
        cloud.Refusal = StubAnswer.Error(403, "AccessDenied", "User x is not authorized to perform: sts:AssumeRole");

        var error = await FailAsync(
            cloud, AwsSessionErrorReason.CredentialsRefused, new() { RoleArn = "arn:aws:iam::210987654321:role/r", ExternalId = "ext" });

        Assert.Equal(
            "could not get AWS credentials from role arn:aws:iam::210987654321:role/r, assumed with environment variable AWS_ACCESS_KEY_ID: could not "
            + "assume role arn:aws:iam::210987654321:role/r: AccessDenied: User x is not authorized to perform: sts:AssumeRole (STS request request-1)",
            error.Message);
    }

    [Theory]
    [InlineData("<AssumeRoleResponse><SecretAccessKey>sesame-secret</Secret", "could not read the answer to AssumeRole")]
    [InlineData("<AssumeRoleResponse/>", "could not read STS's answer: it has no credentials")]
    public async Task OpenAsync_AnswerOfStsUnreadable_TellsNoneOfIt(string body, string cause)
    {
        await using var cloud = await StubCloud.StartAsync();
        cloud.Environment["AWS_ACCESS_KEY_ID"] = "AKIAENVIRONMENT";
        cloud.Environment["AWS_SECRET_ACCESS_KEY"] = "sesame-secret";
        cloud.Refusal = StubAnswer.Ok(body);

        var error = await FailAsync(cloud, AwsSessionErrorReason.CredentialsUnavailable, new() { RoleArn = "arn:aws:iam::210987654321:role/r" });

        Assert.Contains(cause, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenAsync_TokenFileMissing_NamesIt()
    {
        await using var cloud = await StubCloud.StartAsync();
        cloud.Environment["AWS_WEB_IDENTITY_TOKEN_FILE"] = "/nonexistent/token";
        cloud.Environment["AWS_ROLE_ARN"] = "arn:aws:iam::1:role/r";

        var error = await FailAsync(cloud, AwsSessionErrorReason.CredentialsUnavailable);

        Assert.Equal(
            "could not get AWS credentials from web identity token /nonexistent/token for role arn:aws:iam::1:role/r: could not assume role "
            + "arn:aws:iam::1:role/r by web identity: could not read the token file /nonexistent/token: Could not find a part of the path "
            + "'/nonexistent/token'; check the path, and that the user who runs this may read it",
            error.Message);
    }

    [Theory]
    [InlineData(
        "http://192.0.2.1/x",
        "192.0.2.1 of AWS_CONTAINER_CREDENTIALS_FULL_URI is none of ECS's or EKS's addresses, not loopback, and not https; "
        + "give the agent's own address, or https")]
    [InlineData("nonsense", "'nonsense' of AWS_CONTAINER_CREDENTIALS_FULL_URI is not an http or https URL; set it to that of the agent of ECS or EKS")]
    [InlineData(
        "ftp://user:sesame@127.0.0.1/",
        "'ftp://127.0.0.1/' of AWS_CONTAINER_CREDENTIALS_FULL_URI is not an http or https URL; set it to that of the agent of ECS or EKS")]
    [InlineData("STUB/nothing", "container endpoint at STUB/nothing answered with HTTP status 404")]
    public async Task OpenAsync_ContainerEndpointUnusable_SaysWhy(string uri, string why)
    {
        await using var cloud = await StubCloud.StartAsync();
        cloud.Environment["AWS_CONTAINER_CREDENTIALS_FULL_URI"] = uri.Replace("STUB", cloud.Url, StringComparison.Ordinal);

        var error = await FailAsync(cloud, AwsSessionErrorReason.CredentialsRefused);

        Assert.EndsWith(why.Replace("STUB", cloud.Url, StringComparison.Ordinal), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenAsync_ProcessFails_HasItsErrorOutput()
    {
        await using var cloud = await StubCloud.StartAsync(config: "[profile p]\ncredential_process = echo not today >&2 && exit 3");

        var error = await FailAsync(cloud, AwsSessionErrorReason.CredentialsUnavailable, new() { Profile = "p" });

        Assert.Equal(
            $"could not get AWS credentials from profile p of {cloud.Folder.Paths}: credential_process of profile p ended with exit code 3; "
            + "run the command by hand, as the user who runs this. It said: not today",
            error.Message);
    }

    [Fact]
    public async Task OpenAsync_NobodyLoggedInToSso_SaysSo()
    {
        await using var cloud = await StubCloud.StartAsync(
            config: "[profile p]\nsso_session = s\nsso_account_id = 1\nsso_role_name = n\n[sso-session s]\nsso_region = us-east-1\nsso_start_url = https://none.example");

        var error = await FailAsync(cloud, AwsSessionErrorReason.CredentialsRefused, new() { Profile = "p" });

        Assert.EndsWith("No valid SSO Token could be found. Log in with: aws sso login --profile p", error.Message, StringComparison.Ordinal);
    }

    private static async Task<AwsSessionException> FailAsync(StubCloud cloud, AwsSessionErrorReason reason, AwsSessionOptions? options = null)
    {
        var error = await Assert.ThrowsAsync<AwsSessionException>(() => cloud.OpenAsync(options));
        Assert.Equal(reason, error.Reason);
        Assert.DoesNotContain("sesame-secret", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("sesame-secret", cloud.Log.Text, StringComparison.Ordinal);
        return error;
    }
}
