using System.Text;
using Fleeting.Configuration;

namespace Fleeting.Tests.Configuration;

public sealed class RunnerConfigFileTests
{
    private const string Two =
        """
        concurrent = 2
        [[runners]]
          name = "shell"
          token = "glrt-secret"
          executor = "shell"
        [[runners]]
          name = "aws"
          [runners.autoscaler]
            plugin = "fleeting-plugin-aws"
            Max_Instances = 20
            [runners.autoscaler.plugin_config]
              name = "group"
              region = "eu-west-1"
              number = 1
              flag = true
              list = ["a", 2.5]
            [runners.autoscaler.connector_config]
              os = "linux"
              arch = "arm64"
              protocol = "ssh"
              protocol_port = 2222
              username = "ubuntu"
              password = "p"
              use_static_credentials = true
              use_external_addr = true
              keepalive = "30s"
        """;

    [Fact]
    public void Parse_OneRunnerWithAnAutoscaler_IsTaken()
    {
        var config = RunnerConfigFile.Parse(Two, "config.toml", null);

        Assert.Equal(("aws", 20, true), (config.Name, config.MaxInstances, config.UseExternalAddress));
        Assert.Equal(
            """{"name":"group","region":"eu-west-1","number":1,"flag":true,"list":["a",2.5]}""", Encoding.UTF8.GetString(config.Settings.PluginConfig.Span));
        var connector = config.Settings.Connector;
        Assert.Equal(
            ("linux", "arm64", "ssh", 2222, "ubuntu", "p", true),
            (connector.Os, connector.Arch, connector.Protocol, connector.ProtocolPort, connector.Username, connector.Password, connector.UseStaticCredentials));
        Assert.Empty(config.Problems);
    }

    [Fact]
    public void Parse_SectionsAbsent_IsWhatTheHostSends()
    {
        var config = RunnerConfigFile.Parse("[[runners]]\n[runners.autoscaler]", "config.toml", null);

        Assert.True(config.Settings.PluginConfig.IsEmpty);
        Assert.Equal(new ConnectorConfig(), config.Settings.Connector with { Key = default });
        Assert.Equal(0, config.MaxInstances);
    }

    [Fact]
    public void Parse_WrongTypesAndAKeyThatIsNotThere_AreAllProblemsWithoutValues()
    {
        var config = RunnerConfigFile.Parse(
            """
            [[runners]]
            [runners.autoscaler]
            max_instances = "secret"
            [runners.autoscaler.connector_config]
            username = 1
            key_path = "/nonexistent/key"
            """,
            "config.toml", null);

        Assert.Equal(3, config.Problems.Count);
        Assert.Contains("invalid config.toml value: runners.autoscaler.max_instances must be a whole number", config.Problems);
        Assert.Contains("invalid config.toml value: runners.autoscaler.connector_config.username must be a string", config.Problems);
        Assert.Contains(config.Problems, problem =>
            problem.StartsWith("invalid config.toml value: runners.autoscaler.connector_config.key_path cannot be read", StringComparison.Ordinal));
        Assert.DoesNotContain("secret", string.Concat(config.Problems), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", null, "none of its 0 [[runners]] has a section [runners.autoscaler]")]
    [InlineData("[[runners]]\nname = \"a\"", null, "none of its 1 [[runners]] has a section [runners.autoscaler]")]
    [InlineData("[[runners]]\nname = \"a\"\n[runners.autoscaler]\n[[runners]]\nname = \"b\"\n[runners.autoscaler]", null,
        "it has several runners with an autoscaler; say which by --runner: \"a\", \"b\"")]
    [InlineData("[[runners]]\nname = \"a\"\n[runners.autoscaler]", "c", "it has no runner \"c\" with an autoscaler, only \"a\"; give one of these by --runner")]
    [InlineData("token = \"secret\n", null, "it is not TOML (line 1)")]
    [InlineData("name = 1\nname = \"secret\"", null, "it is not TOML (line 2)")]
    public void Parse_NoSuchRunner_SaysWhatThereIs(string toml, string? runner, string cause)
    {
        var error = Assert.Throws<RunnerConfigException>(() => RunnerConfigFile.Parse(toml, "config.toml", runner));

        Assert.StartsWith($"could not use config.toml: {cause}", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_NestedWithoutEnd_IsNoToml()
    {
        var toml = $"a = {new string('[', 100_000)}";

        var error = Assert.Throws<RunnerConfigException>(() => RunnerConfigFile.Parse(toml, "config.toml", null));

        Assert.Contains("it is not TOML", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"30s\"")]
    [InlineData("\"1h2m0.5s\"")]
    [InlineData("\"0\"")]
    [InlineData("30000000000")]
    public void Parse_Durations_AreTakenAsGoTakesThem(string timeout) =>
        Assert.Empty(RunnerConfigFile.Parse($"[[runners]]\nautoscaler.connector_config.timeout = {timeout}", "config.toml", null).Problems);

    [Fact]
    public void Read_Folder_SaysSo()
    {
        var error = Assert.Throws<RunnerConfigException>(() => RunnerConfigFile.Read(Path.GetTempPath(), null));

        Assert.EndsWith("it is a folder; name the config.toml in it", error.Message, StringComparison.Ordinal);
    }
}
