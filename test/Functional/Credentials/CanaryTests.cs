using System.Text;
using System.Text.Json;
using AwsSimulator.Faults;
using Fleeting.Protocol;
using FleetingHost.Plugins;
using Google.Protobuf;
using Grpc.Core;

namespace Functional.Credentials;

/// <summary>
/// Every kind of secret, through every source of credentials, in a life full of errors: looked for in all that the plugin writes, tells, and
/// leaves on disk while it runs.
/// </summary>
public sealed class CanaryTests
{
    private const string Password = "canary-password-of-the-connector";
    private const string ContainerToken = "canary-token-of-the-container";
    private const string WebIdentityToken = "canary-token-of-web-identity";
    private const string SsoAccessToken = "canary-access-token-of-identity-center";
    private const string SsoRefreshToken = "canary-refresh-token-of-identity-center";
    private const string SsoClientSecret = "canary-client-secret-of-identity-center";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("environment")]
    [InlineData("file")]
    [InlineData("credential_process")]
    [InlineData("container")]
    [InlineData("metadata")]
    [InlineData("web identity")]
    [InlineData("role")]
    [InlineData("identity center")]
    [InlineData("identity center, expired")]
    public async Task Life_FullOfErrors_TellsNoSecretOfItsSource(string source)
    {
        await using var cell = await StartAsync(source);
        using var folder = new PrivateFolder();
        var key = await File.ReadAllTextAsync(await KeyFiles.CreateAsync(folder, "rsa 2048", "PEM"), Cancel);
        using var temporary = new PrivateFolder();
        var homeBefore = Files(cell.Home);
        var told = new List<string>();
        await using var plugin = await StartPluginAsync(cell, temporary);
        var group = new InstanceGroup.InstanceGroupClient(plugin.Channel);
        var id = cell.Simulator.Groups[Cell.Group].Instances[0].Id;
        var dynamic = await group.InitAsync(Init(cell, new ConnectorConfig()), cancellationToken: Cancel);
        told.Add(dynamic.ToString());
        var own = (await group.ConnectInfoAsync(new ConnectInfoRequest { Instance = id }, cancellationToken: Cancel)).Connector.Key.ToStringUtf8();
        told.Add((await group.InitAsync(
            Init(cell, new ConnectorConfig { Key = ByteString.CopyFromUtf8(key), Password = Password, Username = "ec2-user" }),
            cancellationToken: Cancel)).ToString());
        foreach (var fault in (Fault[])[
            new() { Action = "SendSSHPublicKey", Code = "AuthException", Status = 403, Message = "no", Times = null },
            new() { Action = "SetDesiredCapacity", Code = "ExpiredToken", Status = 403, Message = "The security token is expired", Times = 3 },
            new() { Action = "DescribeAutoScalingGroups", Code = "InternalFailure", Status = 500, Message = "no", Times = 3 }])
        {
            cell.Simulator.Faults.Add(fault);
        }

        told.Add(await TextAsync(() => group.ConnectInfoAsync(new ConnectInfoRequest { Instance = id }, cancellationToken: Cancel)));
        told.Add(await TextAsync(() => group.IncreaseAsync(new IncreaseRequest { N = 1 }, cancellationToken: Cancel)));
        told.Add(await TextAsync(() => group.HeartbeatAsync(new HeartbeatRequest { Instance = id }, cancellationToken: Cancel)));
        told.Add(await TextAsync(() => group.DecreaseAsync(new DecreaseRequest { Instances = { id, "i-0123456789abcdef0" } }, cancellationToken: Cancel)));
        Assert.Equal([Path.GetFileName(plugin.Handshake.Address)], temporary.Content);
        Assert.Equal(homeBefore, Files(cell.Home));
        Assert.Equal(0, await plugin.ShutdownAsync(Cancel));

        AssertNowhere([.. SecretsOf(cell), Password, .. Lines(key), .. Lines(own)], plugin, told);
        Assert.Contains(plugin.Log, entry => entry.Level == Microsoft.Extensions.Logging.LogLevel.Debug);
    }

    [Fact]
    public async Task WindowsPassword_LifeFullOfErrors_IsInItsAnswerOnly()
    {
        using var folder = new PrivateFolder();
        using var otherFolder = new PrivateFolder();
        var keyPath = await KeyFiles.CreateAsync(folder, "rsa 2048", "PEM");
        var key = await File.ReadAllTextAsync(keyPath, Cancel);
        var otherKey = await File.ReadAllTextAsync(await KeyFiles.CreateAsync(otherFolder, "rsa 2048", "PEM"), Cancel);
        var publicKey = await File.ReadAllTextAsync($"{keyPath}.pub", Cancel);
        await using var cell = await Cell.StartAsync(settings => settings with
        {
            Platform = "windows",
            PasswordDelay = TimeSpan.Zero,
            KeyPairPublicKey = publicKey.Trim(),
        });
        cell.With(cell.Simulator.Environments.WithLongLivedKey);
        using var temporary = new PrivateFolder();
        var homeBefore = Files(cell.Home);
        await using var plugin = await StartPluginAsync(cell, temporary);
        var group = new InstanceGroup.InstanceGroupClient(plugin.Channel);
        var instances = cell.Simulator.Groups[Cell.Group].Instances;
        Task<string> ConnectAsync(int i) =>
            TextAsync(() => group.ConnectInfoAsync(new ConnectInfoRequest { Instance = instances[i].Id }, cancellationToken: Cancel));
        async Task<string> InitAsync(string connectorKey) => (await group.InitAsync(
            Init(cell, new ConnectorConfig { Key = ByteString.CopyFromUtf8(connectorKey), Protocol = "winrm" }), cancellationToken: Cancel)).ToString();

        var told = new List<string> { await InitAsync(key) };
        var answer = await group.ConnectInfoAsync(new ConnectInfoRequest { Instance = instances[0].Id }, cancellationToken: Cancel);
        var password = answer.Connector.Password;
        Assert.Equal(instances[0].AdministratorPassword, password);
        cell.Simulator.Faults.Add(new Fault { Action = "GetPasswordData", Code = "UnauthorizedOperation", Status = 403, Message = "no", Times = 1 });
        told.Add(await ConnectAsync(1));
        told.Add(await InitAsync(otherKey));
        told.Add(await ConnectAsync(0));
        told.Add(await TextAsync(() => group.DecreaseAsync(new DecreaseRequest { Instances = { instances[0].Id } }, cancellationToken: Cancel)));
        Assert.Equal([Path.GetFileName(plugin.Handshake.Address)], temporary.Content);
        Assert.Equal(homeBefore, Files(cell.Home));
        Assert.Equal(0, await plugin.ShutdownAsync(Cancel));

        Assert.Contains(told, text => text.Contains("could not decrypt the Windows password", StringComparison.Ordinal));
        AssertNowhere([.. SecretsOf(cell), password, instances[^1].AdministratorPassword!, .. Lines(key), .. Lines(otherKey)], plugin, told);
    }

    [Fact]
    public async Task CredentialProcess_ItsEnvironmentAndFiles_AreNotThePluginsOwn()
    {
        await using var cell = await Cell.StartAsync();
        var seen = Path.Combine(cell.Home, "seen");
        var answer = cell.Write("answer", Document(cell));
        cell.Write("script", $"env >{seen}.new; ls /proc/self/fd >{seen}.fd; mv {seen}.new {seen}; cat {answer}\n");
        cell.Write(".aws/config", $"[default]\ncredential_process = sh {cell.Home}/script\n");
        cell.Environment["CI_SERVER_TOKEN"] = "canary-token-of-the-runner";
        cell.Environment["REGISTRATION_TOKEN"] = "canary-token-of-registration";
        cell.Environment["VAULT_ADDR"] = "https://vault.example";

        await cell.CallerAsync();

        var names = (await File.ReadAllLinesAsync(seen, Cancel)).Select(line => line.Split('=')[0]).ToList();
        Assert.DoesNotContain(names, name => name.StartsWith("PLUGIN_", StringComparison.Ordinal));
        Assert.Empty(names.Intersect(["FLEETING_INSTANCE_GROUP_PLUGIN", "CI_SERVER_TOKEN", "REGISTRATION_TOKEN"]));
        Assert.Superset(new HashSet<string> { "HOME", "PATH", "AWS_REGION", "VAULT_ADDR" }, names.ToHashSet());

        // As many as any program has that is started here: ls has the folder open, and the tests may have been started with more than three.
        Assert.Equal(await Programs.OutputAsync("ls", "/proc/self/fd"), (await File.ReadAllTextAsync($"{seen}.fd", Cancel)).Trim());
    }

    private static async Task<Cell> StartAsync(string source)
    {
        var cell = await Cell.StartAsync();
        var simulator = cell.Simulator;
        simulator.Credentials.ContainerToken = ContainerToken;
        simulator.Credentials.WebIdentityToken = WebIdentityToken;
        simulator.Credentials.SsoAccessToken = SsoAccessToken;
        simulator.Credentials.SsoRefreshToken = SsoRefreshToken;
        switch (source)
        {
            case "file":
                cell.Write(".aws/credentials", $"[default]\n{cell.Keys}");
                return cell;
            case "credential_process":
                cell.Write(".aws/config", $"[default]\ncredential_process = cat {cell.Write("answer", Document(cell))}\n");
                return cell;
            case "container":
                return cell.With(simulator.Environments.WithContainer);
            case "metadata":
                return cell.With(simulator.Environments.WithMetadata);
            case "web identity":
                return cell.With(simulator.Environments.WithWebIdentity(cell.Write("token", simulator.Credentials.WebIdentityToken)));
            case "role":
                cell.Config["role_arn"] = cell.Role("runner-role");
                return cell.With(simulator.Environments.WithLongLivedKey);
            case "identity center":
                cell.WriteSso(TimeSpan.FromHours(1), SsoClientSecret);
                return cell;
            case "identity center, expired":
                cell.WriteSso(TimeSpan.FromHours(-1), SsoClientSecret);
                return cell;
            default:
                return cell.With(simulator.Environments.WithLongLivedKey);
        }
    }

    private static async Task<PluginProcess> StartPluginAsync(Cell cell, PrivateFolder temporary)
    {
        var environment = ProcessEnvironment.Of(cell.Environment);
        environment["TMPDIR"] = temporary.Path;

        // Where the plugin is not native, .NET's runtime would put its debugger's pipes there.
        environment["DOTNET_EnableDiagnostics"] = "0";
        return await PluginProcess.StartAsync(PluginBinary.Path, environment, null, Cancel);
    }

    /// <summary>The simulator names the tokens that count now; those of the start may have been renewed.</summary>
    private static IEnumerable<string> SecretsOf(Cell cell) =>
        [.. cell.Simulator.Credentials.Secrets, SsoAccessToken, SsoRefreshToken, SsoClientSecret, ContainerToken, WebIdentityToken];

    private static void AssertNowhere(IReadOnlyList<string> secrets, PluginProcess plugin, IReadOnlyList<string> told)
    {
        Assert.Contains(told, text => text.StartsWith("rpc error", StringComparison.Ordinal));
        Assert.DoesNotContain(
            plugin.Log.Select(entry => entry.Line).Concat(plugin.Stdout).Concat(told),
            line => secrets.Any(secret => line.Contains(secret, StringComparison.Ordinal)));
    }

    private static string Document(Cell cell) =>
        $$"""{"Version":1,"AccessKeyId":"{{cell.Simulator.AccessKeyId}}","SecretAccessKey":"{{cell.Simulator.SecretAccessKey}}"}""";

    private static InitRequest Init(Cell cell, ConnectorConfig connector) => new()
    {
        Config = ByteString.CopyFrom(JsonSerializer.SerializeToUtf8Bytes(cell.Config)),
        Settings = new Settings { ConnectorConfig = connector },
    };

    private static async Task<string> TextAsync<T>(Func<AsyncUnaryCall<T>> call)
        where T : IMessage
    {
        try
        {
            return (await call()).ToString()!;
        }
        catch (RpcException e)
        {
            var trailers = e.Trailers.Select(trailer => trailer.IsBinary ? Encoding.UTF8.GetString(trailer.ValueBytes) : trailer.Value);
            return $"{RpcError.Text(e)} {string.Join(' ', trailers)}";
        }
    }

    private static IEnumerable<string> Lines(string key) =>
        key.Split('\n').Where(line => line.Length > 8 && !line.StartsWith("-----", StringComparison.Ordinal));

    private static List<string> Files(string folder) =>
        [.. Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
}
