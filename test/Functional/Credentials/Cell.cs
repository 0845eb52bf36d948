using System.Text.Json;
using AwsSimulator;
using Fleeting.Protocol;
using Google.Protobuf;
using GroupSettings = AwsSimulator.Cloud.GroupSettings;

namespace Functional.Credentials;

/// <summary>One cell of the credentials matrix: a simulator with a group, a home directory, and what the plugin is told.</summary>
internal sealed class Cell : IAsyncDisposable
{
    public const string Group = "group";

    private Cell(Simulator simulator)
    {
        Simulator = simulator;
        Environment = new Dictionary<string, string>(simulator.Environments.WithoutCredentials) { ["HOME"] = Home };
        Directory.CreateDirectory(Path.Combine(Home, ".aws", "sso", "cache"));
    }

    public Simulator Simulator { get; }

    public string Home { get; } = Directory.CreateTempSubdirectory("fleeting-credentials-").FullName;

    /// <summary>The plugin's environment; from the start, the simulator's endpoint and region.</summary>
    public Dictionary<string, string> Environment { get; private set; }

    /// <summary>The plugin_config; from the start, the group's name.</summary>
    public Dictionary<string, string> Config { get; } = new() { ["name"] = Group };

    /// <summary>The long-lived key, as a shared file has it.</summary>
    public string Keys => $"aws_access_key_id = {Simulator.AccessKeyId}\naws_secret_access_key = {Simulator.SecretAccessKey}\n";

    public static async Task<Cell> StartAsync() => new(await Simulator.StartAsync(
        new SimulatorSettings { Groups = [new GroupSettings { Name = Group, DesiredCapacity = 2, Sshd = false }] },
        TestContext.Current.CancellationToken));

    public Cell With(IReadOnlyDictionary<string, string> environment)
    {
        Environment = new Dictionary<string, string>(environment) { ["HOME"] = Home };
        return this;
    }

    public string Role(string name) => $"arn:aws:iam::{Simulator.AccountId}:role/{name}";

    /// <summary>Writes a file below the home directory; returns its path.</summary>
    public string Write(string name, string content)
    {
        var path = Path.Combine(Home, name);
        File.WriteAllText(path, content);
        return path;
    }

    /// <summary>Starts the plugin, which sees no AWS setting of the machine, only the cell's, and lets it find its group.</summary>
    public async Task<RunningPlugin> OpenAsync()
    {
        var plugin = await RunningPlugin.StartAsync(ProcessEnvironment.Of(Environment));
        plugin.Expect("EndpointInTheClear");
        var request = new InitRequest { Config = ByteString.CopyFrom(JsonSerializer.SerializeToUtf8Bytes(Config)), Settings = new Settings() };
        try
        {
            await plugin.Group.InitAsync(request, cancellationToken: TestContext.Current.CancellationToken);
            return plugin;
        }
        catch
        {
            await plugin.DisposeAsync();
            throw;
        }
    }

    /// <summary>Opens the plugin and returns who it was to AWS: "user/NAME" or "assumed-role/NAME/SESSION".</summary>
    public async Task<string> CallerAsync()
    {
        await using var plugin = await OpenAsync();
        Assert.DoesNotContain(plugin.Process.Log, entry => entry.Line.Contains(Simulator.SecretAccessKey, StringComparison.Ordinal));
        return Simulator.Calls.Of("DescribeAutoScalingGroups")[^1].PrincipalArn!.Split(':')[^1];
    }

    public async ValueTask DisposeAsync()
    {
        await Simulator.DisposeAsync();
        Directory.Delete(Home, recursive: true);
    }
}
