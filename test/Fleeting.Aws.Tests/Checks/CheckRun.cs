using System.Text.Json;
using AwsSimulator;
using AwsSimulator.Cloud;
using Fleeting.Aws.Checks;

namespace Fleeting.Aws.Tests.Checks;

/// <summary>
/// <c>check</c> on a config.toml that is as it should be, and a simulated group that is, too, but for what a test changes.
/// </summary>
internal sealed class CheckRun : IAsyncDisposable
{
    public const string Group = "runners";

    /// <summary>What cannot be tried without doing it, or only with an instance that was named.</summary>
    public static readonly string[] NeverTried =
    [
        "iam autoscaling:SetDesiredCapacity", "iam autoscaling:TerminateInstanceInAutoScalingGroup", "iam ec2-instance-connect:SendSSHPublicKey",
    ];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fleeting-check-");

    private CheckRun(Simulator simulator) => Simulator = simulator;

    public Simulator Simulator { get; }

    public SimulatedGroup Cloud => Simulator.Groups[Group];

    /// <summary>What stands in <c>[runners.autoscaler.plugin_config]</c> besides the profile.</summary>
    public string PluginConfig { get; set; } = $"name = \"{Group}\"";

    /// <summary>What stands in <c>[runners.autoscaler.connector_config]</c>.</summary>
    public string Connector { get; set; } = "";

    /// <summary>What stands in the profile.</summary>
    public string Profile { get; set; } = "";

    /// <summary>The region of the profile.</summary>
    public string Region { get; set; } = "region = us-east-1";

    public int MaxInstances { get; set; } = 10;

    /// <summary>The exit code of the last run.</summary>
    public int ExitCode { get; private set; }

    public string Stderr { get; private set; } = "";

    public string Folder => _folder.FullName;

    public static async Task<CheckRun> StartAsync(
        Func<AwsSimulator.Cloud.GroupSettings, AwsSimulator.Cloud.GroupSettings>? change = null, SimulatorSettings? settings = null)
    {
        var simulator = await Simulator.StartAsync(settings ?? new SimulatorSettings(), TestContext.Current.CancellationToken);
        var group = new AwsSimulator.Cloud.GroupSettings { Name = Group, Sshd = false, WinRm = false, DesiredCapacity = 1 };
        simulator.AddGroup(change?.Invoke(group) ?? group);
        return new CheckRun(simulator);
    }

    /// <summary>A policy that allows everything but these actions.</summary>
    public void Deny(params string[] actions)
    {
        var denied = string.Join(", ", actions.Select(action => $"\"{action}\""));
        Simulator.Policy =
            $$"""
            {"Version": "2012-10-17", "Statement": [
              {"Effect": "Allow", "Action": "*", "Resource": "*"},
              {"Effect": "Deny", "Action": [{{denied}}], "Resource": "*"}]}
            """;
    }

    /// <summary>Writes a file beside the config.toml.</summary>
    public string Write(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    public string WriteConfig() => Write(
        "config.toml",
        $"""
        [[runners]]
          name = "one"
          token = "glrt-secret"
          [runners.autoscaler]
            plugin = "fleeting-plugin-aws"
            max_instances = {MaxInstances}
            [runners.autoscaler.plugin_config]
              profile = "simulator"
              config_file = "{Write("config", $"[profile simulator]\n{Region}\nendpoint_url = {Simulator.Endpoint}\n{Profile}\n")}"
              credentials_file = "{Write(
                  "credentials",
                  $"[simulator]\naws_access_key_id = {Simulator.AccessKeyId}\naws_secret_access_key = {Simulator.SecretAccessKey}\n")}"
              {PluginConfig}
            [runners.autoscaler.connector_config]
              {Connector}
        """);

    /// <summary>The lines of the report.</summary>
    public async Task<IReadOnlyList<Line>> RunAsync(params string[] arguments)
    {
        var (text, _) = await PrintAsync(["--config", WriteConfig(), "--json", .. arguments]);
        using var report = JsonDocument.Parse(text);
        return
        [
            .. report.RootElement.GetProperty("checks").EnumerateArray().Select(check => new Line(
                Text(check, "check"), Text(check, "about"), Text(check, "outcome"), Text(check, "text"), Text(check, "next"), Text(check, "link"))),
        ];
    }

    /// <summary>What it prints for these arguments.</summary>
    public async Task<(string Stdout, string Stderr)> PrintAsync(string[] arguments, bool hasColours = false)
    {
        using var stdout = new StringWriter { NewLine = "\n" };
        using var stderr = new StringWriter { NewLine = "\n" };
        ExitCode = await new CheckCommand(TimeProvider.System, hasColours, stdout, stderr).RunAsync(arguments, TestContext.Current.CancellationToken);
        Stderr = stderr.ToString();
        return (stdout.ToString(), Stderr);
    }

    public async ValueTask DisposeAsync()
    {
        await Simulator.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static string Text(JsonElement check, string name) => check.GetProperty(name).GetString()!;

    /// <summary>One line of a report.</summary>
    internal sealed record Line(string Check, string About, string Outcome, string Text, string Next, string Link)
    {
        public string Name => About.Length == 0 ? Check : $"{Check} {About}";
    }
}
