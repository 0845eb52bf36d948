using FleetingHost.Configuration;

namespace FleetingHost.Tests.Configuration;

public sealed class RunnerConfigReaderTests
{
    // The shape of the example in GitLab's documentation of the docker-autoscaler executor for AWS.
    private const string Documentation = """
        concurrent = 2

        [[runners]]
          name = "docker autoscaler example"
          url = "https://gitlab.com"
          token = "<token>"
          shell = "sh"
          executor = "docker-autoscaler"

          [runners.docker]
            image = "busybox:latest"

          [runners.autoscaler]
            plugin = "fleeting-plugin-aws"
            capacity_per_instance = 2
            max_use_count = 1
            max_instances = 10

            [runners.autoscaler.plugin_config]
              name             = "my-docker-asg"
              profile          = "default"
              config_file      = "/home/user/.aws/config"
              credentials_file = "/home/user/.aws/credentials"

            [runners.autoscaler.connector_config]
              username          = "ec2-user"
              use_external_addr = true

            [[runners.autoscaler.policy]]
              idle_count = 5
              idle_time = "20m0s"
        """;

    [Fact]
    public void Read_UnknownKeyOfTheConnector_IsAProblem()
    {
        var exception = Assert.Throws<ConfigurationException>(
            () => Read(Documentation.Replace("use_external_addr", "use_external_adr", StringComparison.Ordinal)));

        Assert.Contains(
            "runners.autoscaler.connector_config.use_external_adr is no key of connector_config; its keys are os, arch, protocol, ",
            exception.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Read_DocumentationsExample_ReadsAll()
    {
        var runner = Read(Documentation);

        Assert.Equal(("docker autoscaler example", "fleeting-plugin-aws"), (runner.Name, runner.Plugin));
        Assert.Equal((2L, 1L, 10L), (runner.CapacityPerInstance, runner.MaxUseCount, runner.MaxInstances));
        Assert.Equal(
            """{"config_file":"/home/user/.aws/config","credentials_file":"/home/user/.aws/credentials","""
            + """
            "name":"my-docker-asg","profile":"default"}
            """,
            runner.PluginConfig);
        Assert.Equal(("ec2-user", true, ""), (runner.Connector.Username, runner.Connector.UseExternalAddress, runner.Connector.Protocol));
        Assert.Equal((5L, TimeSpan.FromMinutes(20)), (runner.Policies[0].IdleCount, runner.Policies[0].IdleTime));
        Assert.Equal(3, runner.IdleInstances);
    }

    [Fact]
    public void Read_Bare_HasGitLabRunnersDefaults()
    {
        var runner = Read("[[runners]]\n[runners.autoscaler]\nplugin = 'aws'");

        Assert.Equal("null", runner.PluginConfig);
        Assert.Equal((30_000_000_000, 600_000_000_000), (runner.Connector.Keepalive, runner.Connector.Timeout));
        Assert.Equal((TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(2)), (runner.UpdateInterval, runner.UpdateIntervalWhenExpecting));
        Assert.Equal(1, runner.IdleInstances);
    }

    [Theory]
    [InlineData("")]
    [InlineData("keepalive = 0\ntimeout = '0s'")]
    public void Read_ConnectorWithoutTimes_HasGitLabRunnersDefaults(string times)
    {
        var connector = Read($"[[runners]]\n[runners.autoscaler]\nplugin = 'aws'\n[runners.autoscaler.connector_config]\n{times}").Connector;

        Assert.Equal((30_000_000_000, 600_000_000_000), (connector.Keepalive, connector.Timeout));
    }

    [Fact]
    public void Read_Connector_ReadsEachKey()
    {
        var key = Path.GetTempFileName();
        try
        {
            File.WriteAllText(key, "PEM");
            var settings = Read($"""
                [[runners]]
                [runners.autoscaler]
                plugin = 'aws'
                [runners.autoscaler.connector_config]
                os = 'windows'
                arch = 'amd64'
                protocol = 'winrm+https'
                protocol_port = 5987
                username = 'u'
                password = 'p'
                key_path = '{key}'
                use_static_credentials = true
                keepalive = '5s'
                timeout = 60000000000
                """).Connector.ToSettings().ConnectorConfig;

            Assert.Equal(("windows", "amd64"), (settings.Os, settings.Arch));
            Assert.Equal(("winrm+https", 5987L), (settings.Protocol, settings.ProtocolPort));
            Assert.Equal(("u", "p", "PEM"), (settings.Username, settings.Password, settings.Key.ToStringUtf8()));
            Assert.Equal((true, 5_000_000_000, 60_000_000_000), (settings.UseStaticCredentials, settings.Keepalive, settings.Timeout));
        }
        finally
        {
            File.Delete(key);
        }
    }

    [Fact]
    public void ToString_Connector_HasNoSecret()
    {
        var text = new ConnectorSettings { Password = "hunter2", Key = "PEM"u8.ToArray(), Username = "u" }.ToString();

        Assert.Equal("ConnectorSettings { Os = , Arch = , Protocol = , ProtocolPort = 0, Username = u }", text);
    }

    [Fact]
    public void Read_SeveralProblems_NamesAll()
    {
        var exception = Assert.Throws<ConfigurationException>(() => Read("""
            [[runners]]
            [runners.autoscaler]
            max_instances = "ten"
            [runners.autoscaler.connector_config]
            protocol = "telnet"
            protocol_port = 70000
            timeout = "soon"
            use_external_addr = "yes"
            key_path = "/nowhere/key"
            """));

        Assert.Equal(
            [
                "runners.autoscaler.plugin is missing",
                "runners.autoscaler.max_instances must be a whole number, not a string like this one",
                "runners.autoscaler.connector_config.protocol is 'telnet', GitLab Runner connects by ssh, winrm, winrm+https",
                "runners.autoscaler.connector_config.protocol_port is 70000, a port is between 1 and 65535, or 0 for the protocol's own",
                "runners.autoscaler.connector_config.timeout must be a duration such as \"20m0s\", not a string like this one",
                "runners.autoscaler.connector_config.key_path cannot be read: Could not find a part of the path '/nowhere/key'.",
                "runners.autoscaler.connector_config.use_external_addr must be true or false, not a string like this one",
            ],
            exception.Problems);
        Assert.StartsWith("could not use config.toml: runners.autoscaler.plugin is missing; ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_NotToml_SaysWhere()
    {
        var exception = Assert.Throws<ConfigurationException>(() => Read("[[runners"));

        Assert.StartsWith("could not use config.toml: it is not TOML: ", exception.Message, StringComparison.Ordinal);
        Assert.Contains("1", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "could not use config.toml: it has several runners with an autoscaler, say which by --runner: 'a', 'b'")]
    [InlineData("c", "could not use config.toml: it has no runner 'c' with an autoscaler, only 'a', 'b'")]
    public void Read_WhichRunnerIsUnclear_NamesThem(string? name, string message) =>
        Assert.Equal(message, Assert.Throws<ConfigurationException>(() => Read(TwoRunners, name)).Message);

    [Fact]
    public void Read_RunnerByName_IsThatOne() => Assert.Equal("plugin-b", Read(TwoRunners, "b").Plugin);

    [Fact]
    public void Read_NoAutoscaler_SaysSo() =>
        Assert.Equal(
            "could not use config.toml: none of its 1 [[runners]] has a section [runners.autoscaler]",
            Assert.Throws<ConfigurationException>(() => Read("[[runners]]\nname = 'shell'")).Message);

    [Fact]
    public void ReadFile_NoFile_SaysSo() =>
        Assert.Equal(
            "could not use /nowhere/config.toml: Could not find a part of the path '/nowhere/config.toml'.",
            Assert.Throws<ConfigurationException>(() => RunnerConfigReader.ReadFile("/nowhere/config.toml", null)).Message);

    private const string TwoRunners = """
        [[runners]]
        name = "a"
        [runners.autoscaler]
        plugin = "plugin-a"
        [[runners]]
        name = "b"
        [runners.autoscaler]
        plugin = "plugin-b"
        """;

    private static RunnerConfig Read(string toml, string? runner = null) => RunnerConfigReader.Read(toml, "config.toml", runner);
}
