using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;
using AwsSimulator;
using Fleeting.Protocol;
using FleetingHost.Connecting;
using FleetingHost.Plugins;
using Google.Protobuf;
using Grpc.Core;
using AwsGroup = AwsSimulator.Cloud.GroupSettings;

namespace Functional;

/// <summary>
/// A simulated AWS with one group, and the real plugin that sees nothing else. Disposing it fails the test, beyond what
/// <see cref="RunningPlugin"/> looks for, when a secret was printed or told.
/// </summary>
internal sealed partial class Scene : IAsyncDisposable
{
    public const string GroupName = "runners";

    private readonly ConcurrentQueue<string> _secrets = [];
    private readonly ConcurrentQueue<string> _told = [];

    private Scene(Simulator aws, RunningPlugin plugin)
    {
        Aws = aws;
        Plugin = plugin;
        Hide(aws.SecretAccessKey);
    }

    public Simulator Aws { get; }

    public RunningPlugin Plugin { get; }

    public AwsSimulator.Cloud.SimulatedGroup Group => Aws.Groups[GroupName];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Starts both.</summary>
    /// <param name="group">Changes the group, which otherwise has no instances, room for ten, and takes no time for anything.</param>
    /// <param name="environment">Changes what the plugin sees.</param>
    /// <param name="temporaryCredentials">Gives it a session's keys, secrets of the scene, for the long-lived ones.</param>
    public static async Task<Scene> StartAsync(
        Func<AwsGroup, AwsGroup>? group = null, Action<Dictionary<string, string?>>? environment = null, bool temporaryCredentials = false)
    {
        var settings = new AwsGroup { Name = GroupName };
        var aws = await Simulator.StartAsync(new SimulatorSettings { Groups = [group?.Invoke(settings) ?? settings] }, Cancel);
        try
        {
            var variables = new Dictionary<string, string?>(SimulatorEnvironment.For(aws));
            var session = temporaryCredentials ? await SessionKeys.IssueAsync(aws) : [];
            foreach (var (name, value) in session)
            {
                variables[name] = value;
            }

            environment?.Invoke(variables);
            var scene = new Scene(aws, await RunningPlugin.StartAsync(variables));
            foreach (var (_, value) in session.Where(variable => variable.Key != "AWS_ACCESS_KEY_ID"))
            {
                scene.Hide(value);
            }

            return scene;
        }
        catch
        {
            await aws.DisposeAsync();
            throw;
        }
    }

    /// <summary>A text that may appear nowhere but in an answer's own field.</summary>
    public void Hide(string secret)
    {
        // A key is told line by line as well: neither a part of it nor the whole.
        foreach (var line in secret.Split('\n').Where(line => line.Length > 8 && !line.StartsWith("-----", StringComparison.Ordinal)))
        {
            _secrets.Enqueue(line);
        }
    }

    /// <summary>Init with this plugin_config, by default the group's name.</summary>
    public async Task<InitResponse> InitAsync(string config = $$"""{"name":"{{GroupName}}"}""", ConnectorConfig? connector = null) =>
        await Plugin.Group.InitAsync(
            new InitRequest { Config = ByteString.CopyFromUtf8(config), Settings = new Settings { ConnectorConfig = connector ?? new() } },
            cancellationToken: Cancel);

    public async Task<Dictionary<string, State>> UpdateAsync()
    {
        using var call = Plugin.Group.Update(new Empty(), cancellationToken: Cancel);
        return await call.ResponseStream.ReadAllAsync(Cancel)
            .ToDictionaryAsync(instance => instance.Instance, instance => instance.State, cancellationToken: Cancel);
    }

    public async Task<uint> IncreaseAsync(uint n) =>
        (await Plugin.Group.IncreaseAsync(new IncreaseRequest { N = n }, cancellationToken: Cancel)).Succeeded;

    public async Task<IReadOnlyList<string>> DecreaseAsync(params string[] ids) =>
        (await Plugin.Group.DecreaseAsync(new DecreaseRequest { Instances = { ids } }, cancellationToken: Cancel)).Succeeded;

    /// <summary>ConnectInfo; its key and password count as secrets from then on.</summary>
    public async Task<ConnectInfoResponse> ConnectInfoAsync(string id)
    {
        var answer = await Plugin.Group.ConnectInfoAsync(new ConnectInfoRequest { Instance = id }, cancellationToken: Cancel);
        Hide(answer.Connector.Key.ToStringUtf8());
        Hide(answer.Connector.Password);
        return answer;
    }

    public async Task HeartbeatAsync(string id) =>
        await Plugin.Group.HeartbeatAsync(new HeartbeatRequest { Instance = id }, cancellationToken: Cancel);

    /// <summary>
    /// The error of a call, in the words of GitLab Runner's log, with UUID for every UUID (request ids, the ARN); fails when there is none.
    /// </summary>
    public async Task<string> ErrorAsync(Func<Task> call)
    {
        var exception = await Assert.ThrowsAsync<RpcException>(call);
        var text = RpcError.Text(exception);
        _told.Enqueue(text);
        foreach (var trailer in exception.Trailers)
        {
            _told.Enqueue(trailer.IsBinary ? Encoding.UTF8.GetString(trailer.ValueBytes) : trailer.Value);
        }

        return Uuid().Replace(text, "UUID");
    }

    /// <summary>Logs in with what ConnectInfo answers and runs a command.</summary>
    public async Task<CommandResult> RunOnAsync(string id, string command)
    {
        var target = SshTarget.From(id, await ConnectInfoAsync(id), useExternalAddress: false);
        using var session = new SshSession(id, target, await SshLogin.OpenAsync(target, Cancel));
        return await session.RunAsync(command, Cancel);
    }

    /// <summary>Increases by n and returns the ids once they run.</summary>
    public async Task<IReadOnlyList<string>> ScaleToAsync(uint n)
    {
        Assert.Equal(n, await IncreaseAsync(n));
        await Aws.WaitForAsync(() => Group.Instances.Count == n && Group.Instances.All(i => i.LifecycleState == "InService"), Cancel);
        return [.. Group.Instances.Select(instance => instance.Id)];
    }

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")]
    private static partial Regex Uuid();

    public async ValueTask DisposeAsync()
    {
        await using (Aws)
        {
            await Plugin.DisposeAsync();
        }

        var printed = Plugin.Process.Log.Select(entry => entry.Line).Concat(Plugin.Process.Stdout).Concat(_told);
        var leaks = printed.Where(line => _secrets.Any(secret => line.Contains(secret, StringComparison.Ordinal))).ToList();
        Assert.True(leaks.Count == 0, $"A secret was printed or told:\n{string.Join('\n', leaks)}");
    }
}
