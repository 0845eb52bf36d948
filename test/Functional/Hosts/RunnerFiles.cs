using AwsSimulator;

namespace Functional.Hosts;

/// <summary>A config.toml in the shape of GitLab's documentation, and the environment of a host that is to find the plugin by it.</summary>
/// <param name="Config">The path of config.toml; its group is "my-docker-asg".</param>
/// <param name="Environment">Changes of our environment; a null value removes a variable.</param>
internal sealed record RunnerFiles(string Config, IReadOnlyDictionary<string, string?> Environment)
{
    /// <summary>Writes them for a simulated AWS.</summary>
    public static RunnerFiles Write(PrivateFolder folder, Simulator aws)
    {
        var config = folder.Write("aws-config", $"[default]\nregion = {aws.Region}\nendpoint_url = {aws.Endpoint}\n");
        var credentials = folder.Write(
            "aws-credentials", $"[default]\naws_access_key_id = {aws.AccessKeyId}\naws_secret_access_key = {aws.SecretAccessKey}\n");
        // Two lines more than in the documentation: the simulator's instances listen on a port of their own, and tests do not wait.
        var toml = folder.Write("config.toml", $"""
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
                capacity_per_instance = 1
                max_use_count = 1
                max_instances = 10
                update_interval_when_expecting = "100ms"

                [runners.autoscaler.plugin_config]
                  name             = "my-docker-asg"
                  profile          = "default"
                  config_file      = "{config}"
                  credentials_file = "{credentials}"

                [runners.autoscaler.connector_config]
                  username          = "ec2-user"
                  use_external_addr = true
                  protocol_port     = {aws.SshPort}

                [[runners.autoscaler.policy]]
                  idle_count = 2
                  idle_time = "20m0s"
            """);
        var bin = Directory.CreateDirectory(Path.Combine(folder.Path, "bin"));
        File.CreateSymbolicLink(Path.Combine(bin.FullName, "fleeting-plugin-aws"), PluginBinary.Path);
        var environment = new Dictionary<string, string?>
        {
            ["PATH"] = $"{bin.FullName}:{System.Environment.GetEnvironmentVariable("PATH")}",
            ["NO_PROXY"] = "127.0.0.1",
        };
        var names = System.Environment.GetEnvironmentVariables().Keys.Cast<string>();
        foreach (var name in names.Where(name => name.StartsWith("AWS_", StringComparison.Ordinal)))
        {
            environment[name] = null;
        }

        return new RunnerFiles(toml, environment);
    }
}
