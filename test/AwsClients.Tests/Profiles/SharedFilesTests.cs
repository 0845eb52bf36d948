using AwsClients.Profiles;

namespace AwsClients.Tests.Profiles;

public sealed class SharedFilesTests
{
    [Fact]
    public void Read_ProfileInBothFiles_CredentialsFileWins()
    {
        using var folder = new AwsFolder("[x]\na = credentials\n", "[profile x]\na = config\nb = config\n");

        var profile = Read(folder, new AwsSessionOptions { Profile = "x" }).Profile!;

        Assert.Equal(("credentials", "config"), (profile["a"], profile["B"]));
    }

    [Theory]
    [InlineData("[default]\nregion = r")]
    [InlineData("[profile default]\nregion = r")]
    public void Read_NoProfileNamed_IsDefault(string config)
    {
        using var folder = new AwsFolder(config: config);

        Assert.Equal("r", Read(folder, new AwsSessionOptions()).Profile!["region"]);
    }

    [Fact]
    public void Read_ConfigSectionWithoutTheWordProfile_IsNotAProfile()
    {
        using var folder = new AwsFolder(config: "[x]\nregion = r");

        var error = Assert.Throws<AwsSessionException>(() => Read(folder, new AwsSessionOptions { Profile = "x" }));

        Assert.Equal(AwsSessionErrorReason.ProfileNotFound, error.Reason);
        Assert.Equal($"could not find profile x in {folder.Paths}; in the config file its section is [profile x]", error.Message);
    }

    [Fact]
    public void Read_ProfileOfEnvironmentMissing_SaysWhereTheNameIsFrom()
    {
        using var folder = new AwsFolder();

        var error = Assert.Throws<AwsSessionException>(() => Read(folder, new AwsSessionOptions(), ("AWS_PROFILE", "y")));

        Assert.StartsWith($"could not find profile y of AWS_PROFILE in {folder.Paths}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_NoFilesAtAll_HasNoProfile()
    {
        using var folder = new AwsFolder();

        Assert.Null(Read(folder, new AwsSessionOptions()).Profile);
    }

    [Fact]
    public void Read_PathsGiven_WinOverEnvironmentAndHome()
    {
        using var folder = new AwsFolder("[default]\nfrom = home");
        var given = folder.Write("given", "[default]\nfrom = given");
        var environment = folder.Write("environment", "[default]\nfrom = environment");

        Assert.Equal("given", Read(folder, new() { CredentialsFile = given }, ("AWS_SHARED_CREDENTIALS_FILE", environment)).Profile!["from"]);
        Assert.Equal("given", Read(folder, new() { CredentialsFile = "~/given" }).Profile!["from"]);
        Assert.Equal("environment", Read(folder, new(), ("AWS_SHARED_CREDENTIALS_FILE", environment)).Profile!["from"]);
        Assert.Equal("home", Read(folder, new()).Profile!["from"]);
    }

    [Fact]
    public void Read_ConfigPathGiven_WinsOverEnvironment()
    {
        using var folder = new AwsFolder();
        var given = folder.Write("given", "[default]\nfrom = given");
        var environment = folder.Write("environment", "[default]\nfrom = environment");

        Assert.Equal("given", Read(folder, new() { ConfigFile = given }, ("AWS_CONFIG_FILE", environment)).Profile!["from"]);
        Assert.Equal("environment", Read(folder, new(), ("AWS_CONFIG_FILE", environment)).Profile!["from"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Read_GivenFileMissing_NamesIt(bool isCredentials)
    {
        using var folder = new AwsFolder();
        var path = Path.Combine(folder.Home, "missing");
        var options = isCredentials ? new AwsSessionOptions { CredentialsFile = path } : new AwsSessionOptions { ConfigFile = path };

        var error = Assert.Throws<AwsSessionException>(() => Read(folder, options));

        Assert.Equal(AwsSessionErrorReason.BadFile, error.Reason);
        Assert.StartsWith(
            $"could not read the {(isCredentials ? "credentials" : "config")} file {path}: it does not exist", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_FileMalformed_NamesItAndTheLineAndNoSecret()
    {
        using var folder = new AwsFolder("[default]\naws_secret_access_key wJalrXUtnFEMI");

        var error = Assert.Throws<AwsSessionException>(() => Read(folder, new AwsSessionOptions()));

        Assert.Equal(AwsSessionErrorReason.BadFile, error.Reason);
        Assert.Equal(
            $"could not read the credentials file {folder.Home}/.aws/credentials: line 2 is not \"key = value\"; mend it, or begin it with #", error.Message);
    }

    [Fact]
    public void ReadAgain_FileWritten_HasTheNewValues()
    {
        using var folder = new AwsFolder("[default]\na = 1");
        var files = Read(folder, new AwsSessionOptions());

        var written = files.Written;
        folder.Write(".aws/credentials", "[default]\na = 2");

        Assert.NotEqual(written, files.Written);
        Assert.Equal("2", files.ReadAgain().Profile!["a"]);
    }

    private static SharedFiles Read(AwsFolder folder, AwsSessionOptions options, params (string Name, string Value)[] environment)
    {
        var variables = environment.Append(("HOME", folder.Home)).ToDictionary(v => v.Item1, v => v.Item2);
        return SharedFiles.Read(options, new AwsEnvironment(variables.GetValueOrDefault));
    }
}
