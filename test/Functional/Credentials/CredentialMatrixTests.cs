using AwsSimulator.Credentials;

namespace Functional.Credentials;

/// <summary>Every source of credentials, on the binary that ships: trimming is what breaks them.</summary>
public sealed class CredentialMatrixTests
{
    private const string User = "user/runner";

    [Fact]
    public async Task Environment_Keys()
    {
        await using var cell = await Cell.StartAsync();

        Assert.Equal(User, await cell.With(cell.Simulator.Environments.WithLongLivedKey).CallerAsync());
    }

    [Fact]
    public async Task SharedFiles_DefaultProfileInHome()
    {
        await using var cell = await Cell.StartAsync();
        cell.Write(".aws/credentials", $"[default]\n{cell.Keys}");

        Assert.Equal(User, await cell.CallerAsync());
    }

    [Fact]
    public async Task SharedFiles_CredentialsFileGiven()
    {
        await using var cell = await Cell.StartAsync();
        cell.Config["credentials_file"] = cell.Write("keys", $"[default]\n{cell.Keys}");

        Assert.Equal(User, await cell.CallerAsync());
    }

    [Fact]
    public async Task SharedFiles_ProfileInFilesGiven()
    {
        await using var cell = await Cell.StartAsync();
        cell.Config["profile"] = "gitlab";
        cell.Config["credentials_file"] = cell.Write("keys", $"[gitlab]\n{cell.Keys}");
        cell.Config["config_file"] = cell.Write("config", "[profile gitlab]\nregion = us-east-1");
        cell.Environment.Remove("AWS_REGION");
        cell.Environment.Remove("AWS_DEFAULT_REGION");

        Assert.Equal(User, await cell.CallerAsync());
    }

    [Fact]
    public async Task SharedFiles_RoleWithSourceProfile()
    {
        await using var cell = await Cell.StartAsync();
        cell.Simulator.Credentials.Roles["deploy"] = new RoleSettings { ExternalId = "ext" };
        cell.Write(".aws/credentials", $"[base]\n{cell.Keys}");
        cell.Config["credentials_profile"] = "gitlab";
        cell.Write(
            ".aws/config",
            $"[profile gitlab]\nrole_arn = {cell.Role("deploy")}\nsource_profile = base\nexternal_id = ext\nrole_session_name = by-profile");

        Assert.Equal("assumed-role/deploy/by-profile", await cell.CallerAsync());
    }

    [Fact]
    public async Task PluginConfig_RoleArn()
    {
        await using var cell = await Cell.StartAsync();
        cell.With(cell.Simulator.Environments.WithLongLivedKey);
        cell.Simulator.Credentials.Roles["other"] = new RoleSettings { ExternalId = "ext" };
        cell.Config["role_arn"] = cell.Role("other");
        cell.Config["external_id"] = "ext";
        cell.Config["role_session_name"] = "by-config";

        Assert.Equal("assumed-role/other/by-config", await cell.CallerAsync());
    }

    [Fact]
    public async Task PluginConfig_RoleArnOnTopOfInstanceProfile()
    {
        await using var cell = await Cell.StartAsync();
        cell.With(cell.Simulator.Environments.WithMetadata);
        cell.Simulator.Credentials.Roles["other"] = new RoleSettings();
        cell.Config["role_arn"] = cell.Role("other");
        cell.Config["role_session_name"] = "by-config";

        Assert.Equal("assumed-role/other/by-config", await cell.CallerAsync());
        Assert.Equal("runner-role", cell.Simulator.Calls.Of("AssumeRole")[0].PrincipalArn!.Split('/')[1]);
    }

    [Fact]
    public async Task WebIdentity_Environment()
    {
        await using var cell = await Cell.StartAsync();
        var token = cell.Write("token", cell.Simulator.Credentials.WebIdentityToken);

        Assert.Equal("assumed-role/runner-role/web", await cell.With(cell.Simulator.Environments.WithWebIdentity(token)).CallerAsync());
    }

    [Fact]
    public async Task WebIdentity_Profile()
    {
        await using var cell = await Cell.StartAsync();
        var token = cell.Write("token", cell.Simulator.Credentials.WebIdentityToken);
        cell.Write(
            ".aws/config", $"[default]\nrole_arn = {cell.Role("runner-role")}\nweb_identity_token_file = {token}\nrole_session_name = by-profile");

        Assert.Equal("assumed-role/runner-role/by-profile", await cell.CallerAsync());
    }

    [Fact]
    public async Task Sso_TokenInCache()
    {
        await using var cell = await Cell.StartAsync();
        cell.WriteSso(TimeSpan.FromHours(1));

        Assert.Equal("assumed-role/runner-role/sso-user", await cell.CallerAsync());
        Assert.Empty(cell.Simulator.Calls.Of("CreateToken"));
    }

    [Fact]
    public async Task Sso_TokenExpired_IsRefreshed()
    {
        await using var cell = await Cell.StartAsync();
        cell.WriteSso(TimeSpan.FromHours(-1));

        Assert.Equal("assumed-role/runner-role/sso-user", await cell.CallerAsync());
        Assert.NotEmpty(cell.Simulator.Calls.Of("CreateToken"));
    }

    [Fact]
    public async Task CredentialProcess_Profile()
    {
        await using var cell = await Cell.StartAsync();
        var answer = cell.Write(
            "answer",
            $$"""{"Version":1,"AccessKeyId":"{{cell.Simulator.AccessKeyId}}","SecretAccessKey":"{{cell.Simulator.SecretAccessKey}}"}""");
        cell.Write(".aws/config", $"[default]\ncredential_process = cat {answer}");

        Assert.Equal(User, await cell.CallerAsync());
    }

    [Fact]
    public async Task CredentialProcess_Profile_SeesTheEnvironmentAsItWas()
    {
        await using var cell = await Cell.StartAsync();
        cell.Environment["SSL_CERT_FILE"] = "/etc/the-users.pem";
        cell.Environment["SSL_CERT_DIR"] = "/etc/the-users";
        var answer = cell.Write(
            "answer",
            $$"""{"Version":1,"AccessKeyId":"{{cell.Simulator.AccessKeyId}}","SecretAccessKey":"{{cell.Simulator.SecretAccessKey}}"}""");
        var script = cell.Write("script", $"[ \"$SSL_CERT_FILE\" = /etc/the-users.pem ] && [ \"$SSL_CERT_DIR\" = /etc/the-users ] && cat {answer}\n");
        cell.Write(".aws/config", $"[default]\ncredential_process = sh {script}");

        Assert.Equal(User, await cell.CallerAsync());
    }

    [Fact]
    public async Task Container_FullUriWithToken()
    {
        await using var cell = await Cell.StartAsync();

        Assert.Equal("assumed-role/runner-role/container", await cell.With(cell.Simulator.Environments.WithContainer).CallerAsync());
    }

    [Fact]
    public async Task Container_FullUriWithTokenFile()
    {
        await using var cell = await Cell.StartAsync();
        cell.With(cell.Simulator.Environments.WithContainer);
        cell.Environment.Remove("AWS_CONTAINER_AUTHORIZATION_TOKEN");
        cell.Environment["AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"] = cell.Write("token", cell.Simulator.Credentials.ContainerToken);

        Assert.Equal("assumed-role/runner-role/container", await cell.CallerAsync());
    }

    [Fact]
    public async Task InstanceProfile_ByMetadataVersion2()
    {
        await using var cell = await Cell.StartAsync();
        cell.With(cell.Simulator.Environments.WithMetadata);
        cell.Environment.Remove("AWS_REGION");
        cell.Environment.Remove("AWS_DEFAULT_REGION");

        Assert.Equal("assumed-role/runner-role/i-0123456789abcdef0", await cell.CallerAsync());
    }
}
