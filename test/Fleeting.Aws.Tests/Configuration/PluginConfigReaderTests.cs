using System.Text;
using Fleeting.Aws.Configuration;
using Fleeting.Aws.Keys;

namespace Fleeting.Aws.Tests.Configuration;

/// <summary>What a config.toml can have wrong is in docs/reference/bad-inputs.md, held by a test of its own; here is what JSON can have besides.</summary>
public sealed class PluginConfigReaderTests
{
    [Theory]
    [InlineData("", "missing required plugin config: name; set it to the name of the Auto Scaling Group")]
    [InlineData("null", "missing required plugin config: name; set it to the name of the Auto Scaling Group")]
    [InlineData("{}", "missing required plugin config: name; set it to the name of the Auto Scaling Group")]
    [InlineData("""{"name": null}""", "missing required plugin config: name; set it to the name of the Auto Scaling Group")]
    [InlineData("""{"Nmae": "runners"}""", "missing required plugin config: name; is \"Nmae\" meant to be it?")]
    [InlineData("""{"asg": "runners"}""", "missing required plugin config: name; set it to the name of the Auto Scaling Group")]
    [InlineData("[]", "invalid plugin config: must be a JSON object, not an array")]
    [InlineData("{\n\"name\": runners}", "invalid plugin config: not JSON (line 2, byte 9)")]
    public void Read_OneProblem_SaysIt(string json, string problem)
    {
        var problems = new List<string>();

        Assert.Null(PluginConfigReader.Read(Encoding.UTF8.GetBytes(json), problems, out _));

        Assert.Equal([problem], problems);
    }

    [Fact]
    public void Read_ThreeProblems_SaysAll()
    {
        var problems = new List<string>();

        Assert.Null(PluginConfigReader.Read(
            """{"region": 1, "credentials_profile": "p", "credentials_file": "f"}"""u8.ToArray(), problems, out _));

        Assert.Equal(
            [
                "invalid plugin config value: region must be a string, not a number; give one text in quotes",
                "missing required plugin config: name; set it to the name of the Auto Scaling Group",
                "mutually exclusive plugin config provided: credentials_profile, credentials_file; give profile in place of credentials_profile",
            ],
            problems);
    }

    [Fact]
    public void Read_EveryKeyInAnyCase_FillsTheRecord()
    {
        var config = Read("""
            {"NAME": "g", "Region": "eu-west-1", "Profile": "p", "Credentials_File": "/c", "CONFIG_FILE": "/d", "role_ARN": "arn:aws:iam::1:role/r",
             "external_Id": "e", "Role_Session_Name": "s", "dynamic_key_type": "RSA"}
            """);

        Assert.Equal("g", config.Name);
        Assert.Equal(SshKeyType.Rsa, config.DynamicKeyType);
        Assert.Equal(
            new AwsClients.AwsSessionOptions
            {
                Region = "eu-west-1",
                Profile = "p",
                CredentialsFile = "/c",
                ConfigFile = "/d",
                RoleArn = "arn:aws:iam::1:role/r",
                ExternalId = "e",
                RoleSessionName = "s",
            },
            config.Session);
    }

    [Theory]
    [InlineData("""{"name": "g", "credentials_profile": "p"}""")]
    [InlineData("""{"name": "g", "profile": "p"}""")]
    [InlineData("""{"name": "g", "profile": "p", "credentials_profile": "p"}""")]
    [InlineData("""{"name": "g", "profile": "p", "credentials_file": ""}""")]
    public void Read_ProfileByEitherName_IsTheSame(string json) => Assert.Equal("p", Read(json).Session.Profile);

    [Fact]
    public void Read_ProfileWithCredentialsFile_TakesBoth()
    {
        var config = Read("""{"name": "g", "profile": "p", "credentials_file": "f"}""");

        Assert.Equal(("p", "f"), (config.Session.Profile, config.Session.CredentialsFile));
    }

    [Theory]
    [InlineData("{\"name\": \"\\ud800\"}")]
    [InlineData("{\"name\": \"g\", \"\\udfff\": 1}")]
    [InlineData("{\"name\": \"\u00ff\"}")]
    public void Read_TextThatIsNone_IsTheUsersProblem(string latin1)
    {
        var problems = new List<string>();

        Assert.Null(PluginConfigReader.Read(Encoding.Latin1.GetBytes(latin1), problems, out _));
        Assert.Equal(["invalid plugin config: holds a text that is no Unicode (half of a surrogate pair, or no UTF-8)"], problems);
    }

    [Fact]
    public void Read_UnknownKeys_AreToldAndAllowed()
    {
        var config = PluginConfigReader.Read("""{"name": "g", "regoin": "x", "asg": 1}"""u8.ToArray(), [], out var unknownKeys);

        Assert.NotNull(config);
        Assert.Equal(["regoin", "asg"], unknownKeys);
    }

    [Theory]
    [InlineData("regoin", "region")]
    [InlineData("credential_file", "credentials_file")]
    [InlineData("ROLE", "role_arn")]
    [InlineData("names", "name")]
    public void Nearest_Typo_FindsTheKey(string typo, string key) => Assert.Equal(key, ConfigKey.Nearest(typo));

    private static PluginConfig Read(string json)
    {
        var problems = new List<string>();
        var config = PluginConfigReader.Read(Encoding.UTF8.GetBytes(json), problems, out _);
        Assert.Empty(problems);
        return Assert.IsType<PluginConfig>(config);
    }
}
