using Fleeting.Protocol;

namespace Functional.Group;

/// <summary>Configurations that only the user can mend: what GitLab Runner's log shows of each.</summary>
public sealed class ConfigErrorTests
{
    [Theory]
    [InlineData("", "missing required plugin config: name; set it to the name of the Auto Scaling Group")]
    [InlineData("null", "missing required plugin config: name; set it to the name of the Auto Scaling Group")]
    [InlineData("{}", "missing required plugin config: name; set it to the name of the Auto Scaling Group")]
    [InlineData("""{"name":""}""", "missing required plugin config: name; set it to the name of the Auto Scaling Group")]
    [InlineData("not json", "invalid plugin config: not JSON (line 1, byte 2)")]
    [InlineData("""{"name":"a",""", "invalid plugin config: not JSON (line 1, byte 12)")]
    [InlineData("[1]", "invalid plugin config: must be a JSON object, not an array")]
    [InlineData("""{"name":5}""", "invalid plugin config value: name must be a string, not a number; give one text in quotes")]
    [InlineData(
        """{"name":"a","credentials_profile":"b","credentials_file":"/c"}""",
        "mutually exclusive plugin config provided: credentials_profile, credentials_file; give profile in place of credentials_profile")]
    [InlineData(
        """{"region":5,"profile":"a","credentials_profile":"b"}""",
        "invalid plugin config value: region must be a string, not a number; give one text in quotes; missing required plugin config: name; "
        + "set it to the name of the Auto Scaling Group; conflicting plugin config "
        + "provided: profile is \"a\", but credentials_profile is \"b\"; they mean the same, give one of them")]
    public async Task Init_PluginConfig_NamesEveryProblem(string config, string problems)
    {
        await using var scene = await Scene.StartAsync();

        Assert.Equal($"rpc error: code = InvalidArgument desc = {problems}", await scene.ErrorAsync(() => scene.InitAsync(config)));
        Assert.Empty(scene.Aws.Calls.All);
    }

    [Fact]
    public async Task Init_PluginAndConnectorConfig_NamesTheProblemsOfBoth()
    {
        await using var scene = await Scene.StartAsync();
        var connector = new ConnectorConfig { Os = "plan9", Protocol = "telnet", ProtocolPort = 70000, UseStaticCredentials = true };

        var error = await scene.ErrorAsync(() => scene.InitAsync("{}", connector));

        Assert.Equal(
            "rpc error: code = InvalidArgument desc = missing required plugin config: name; set it to the name of the Auto Scaling Group; "
            + "invalid connector config value: os must be linux, windows or darwin, not \"plan9\"; "
            + "invalid connector config value: protocol must be ssh, winrm or winrm+https, not \"telnet\"; "
            + "invalid connector config value: protocol_port must be between 0 and 65535, not 70000; "
            + "missing required connector config: password or key_path, since use_static_credentials is true; give one of the two",
            error);
    }

    [Fact]
    public async Task Init_AfterAnError_CanBeTriedAgain()
    {
        await using var scene = await Scene.StartAsync();
        await scene.ErrorAsync(() => scene.InitAsync("{}"));

        Assert.Equal("aws/us-east-1/runners", (await scene.InitAsync()).Id);
    }

    [Fact]
    public async Task Init_UnknownKey_IsAWarningWithTheNearestKey()
    {
        await using var scene = await Scene.StartAsync();
        scene.Plugin.Expect("UnknownConfigKey");

        await scene.InitAsync("""{"name":"runners","regoin":"us-east-1"}""");

        Assert.Equal(
            "plugin_config: the key regoin is not known and has no effect; did you mean region?",
            Assert.Single(await scene.Plugin.EndedLogOfAsync("UnknownConfigKey")).Message);
    }
}
