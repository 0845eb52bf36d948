using System.Text.Json.Nodes;
using AwsSimulator;
using AwsSimulator.Cloud;
using TestKit;

namespace Fleeting.Aws.Tests;

/// <summary>
/// An <see cref="AwsInstanceGroup"/> on a simulated Auto Scaling Group, through real clients and real HTTP. The simulator is named by
/// the <c>endpoint_url</c> of a profile, as a user would name an emulator, so that tests share no environment variables.
/// </summary>
internal sealed class TestGroup : IAsyncDisposable
{
    public const string Name = "runners";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fleeting-aws-tests-");

    private TestGroup(Simulator simulator, SimulatedGroup cloud, TimeProvider time)
    {
        (Simulator, Cloud) = (simulator, cloud);
        Plugin = new AwsInstanceGroup(Log, time, "1.2.3", "test build");
        File.WriteAllText(
            ConfigFile,
            $"[profile simulator]\nregion = {simulator.Region}\nendpoint_url = {simulator.Endpoint}\n");
        File.WriteAllText(
            CredentialsFile,
            $"[simulator]\naws_access_key_id = {simulator.AccessKeyId}\naws_secret_access_key = {simulator.SecretAccessKey}\n");
    }

    public Simulator Simulator { get; }

    /// <summary>The group as AWS sees it.</summary>
    public SimulatedGroup Cloud { get; }

    public AwsInstanceGroup Plugin { get; }

    public LogRecorder Log { get; } = new();

    public CancellationToken Cancellation { get; } = TestContext.Current.CancellationToken;

    private string ConfigFile => Path.Combine(_folder.FullName, "config");

    private string CredentialsFile => Path.Combine(_folder.FullName, "credentials");

    /// <summary>A simulator with one group whose instances have no sshd; Init has not been called.</summary>
    public static async Task<TestGroup> StartAsync(
        Func<AwsSimulator.Cloud.GroupSettings, AwsSimulator.Cloud.GroupSettings>? group = null,
        SimulatorSettings? simulator = null,
        TimeProvider? time = null)
    {
        var started = await Simulator.StartAsync(simulator ?? new SimulatorSettings(), TestContext.Current.CancellationToken);
        var settings = new AwsSimulator.Cloud.GroupSettings { Name = Name, Sshd = false };
        return new TestGroup(started, started.AddGroup(group?.Invoke(settings) ?? settings), time ?? TimeProvider.System);
    }

    /// <summary>The same, with Init behind it.</summary>
    public static async Task<TestGroup> OpenAsync(
        Func<AwsSimulator.Cloud.GroupSettings, AwsSimulator.Cloud.GroupSettings>? group = null,
        ConnectorConfig? connector = null,
        SimulatorSettings? simulator = null,
        TimeProvider? time = null,
        params (string Key, string Value)[] config)
    {
        var test = await StartAsync(group, simulator, time);
        await test.InitAsync(connector, config);
        return test;
    }

    public Task<ProviderInfo> InitAsync(ConnectorConfig? connector = null, params (string Key, string Value)[] config)
    {
        var json = new JsonObject
        {
            ["name"] = Name,
            ["profile"] = "simulator",
            ["config_file"] = ConfigFile,
            ["credentials_file"] = CredentialsFile,
        };
        foreach (var (key, value) in config)
        {
            json[key] = value;
        }

        return Plugin.InitAsync(
            new GroupSettings(System.Text.Encoding.UTF8.GetBytes(json.ToJsonString()), connector ?? new ConnectorConfig()), Cancellation);
    }

    /// <summary>A profile of the simulator whose credentials come from a script: a file of the test's, to be written before they are asked for.</summary>
    /// <returns>The script's path.</returns>
    public string AddProcessProfile(string profile)
    {
        var script = Path.Combine(_folder.FullName, profile);
        File.AppendAllText(
            ConfigFile,
            $"[profile {profile}]\nregion = {Simulator.Region}\nendpoint_url = {Simulator.Endpoint}\ncredential_process = sh {script}\n");
        return script;
    }

    /// <summary>Waits until the cloud says so.</summary>
    public Task WaitForAsync(Func<bool> condition) => Simulator.WaitForAsync(condition, Cancellation);

    /// <summary>Ends the test's log too: an unexpected warning or error in it fails the test here.</summary>
    public async ValueTask DisposeAsync()
    {
        Plugin.Dispose();
        await Simulator.DisposeAsync();
        _folder.Delete(recursive: true);
        Log.Dispose();
    }
}
