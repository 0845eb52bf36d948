using System.Diagnostics;
using System.Text.Json;
using Fleeting.Protocol;
using Google.Protobuf;
using GroupSettings = AwsSimulator.Cloud.GroupSettings;

namespace Functional.Credentials;

/// <summary>
/// What is left of secrets in the memory of the plugin, and who may look. The collector erases nothing: what these tests can hold against it is
/// that nothing keeps a secret beyond its use, so that the next collections write over it.
/// </summary>
public sealed class MemoryTests
{
    private const int Connections = 100;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ConnectInfo_KeysOfConnectionsThatEnded_AreKeptByNothing()
    {
        await using var cell = await StartAsync();
        await using var plugin = await cell.OpenAsync();
        var id = cell.Simulator.Groups[Cell.Group].Instances[0].Id;
        var keys = new List<string>();
        var found = 0;
        for (var i = 0; i < Connections; i++)
        {
            var answer = await plugin.Group.ConnectInfoAsync(new ConnectInfoRequest { Instance = id }, cancellationToken: Cancel);
            keys.Add(LineOf(answer.Connector.Key.ToStringUtf8()));
            found += CountOfNewest(plugin, keys);
        }

        Assert.True(found > 0, "no key was found right after its answer: this test finds nothing");

        await WorkUntilMostAreGoneAsync(plugin, id, keys);

        Assert.InRange(Count(plugin, [cell.Simulator.SecretAccessKey])[cell.Simulator.SecretAccessKey], 1, int.MaxValue);
    }

    [Fact]
    public async Task ConnectInfo_WindowsPasswords_AreKeptByNothing()
    {
        using var folder = new PrivateFolder();
        var keyPath = await KeyFiles.CreateAsync(folder, "rsa 2048", "PEM");
        var key = await File.ReadAllTextAsync(keyPath, Cancel);
        var publicKey = await File.ReadAllTextAsync($"{keyPath}.pub", Cancel);
        await using var cell = await StartAsync(settings => settings with
        {
            Platform = "windows",
            PasswordDelay = TimeSpan.Zero,
            KeyPairPublicKey = publicKey.Trim(),
            DesiredCapacity = Connections,
            MaxSize = Connections,
        });
        await using var plugin = await cell.OpenAsync();
        var connector = new ConnectorConfig { Protocol = "winrm", Key = ByteString.CopyFromUtf8(key) };
        await plugin.Group.InitAsync(
            new InitRequest { Config = ByteString.CopyFrom(JsonSerializer.SerializeToUtf8Bytes(cell.Config)), Settings = new Settings { ConnectorConfig = connector } },
            cancellationToken: Cancel);
        var passwords = new List<string>();
        var (id, found) = ("", 0);
        foreach (var instance in cell.Simulator.Groups[Cell.Group].Instances)
        {
            id = instance.Id;
            passwords.Add((await plugin.Group.ConnectInfoAsync(new ConnectInfoRequest { Instance = id }, cancellationToken: Cancel)).Connector.Password);
            found += CountOfNewest(plugin, passwords);
        }

        Assert.True(found > 0, "no password was found right after its answer: this test finds nothing");

        await WorkUntilMostAreGoneAsync(plugin, id, passwords);

        // The key itself is in use as long as the process is.
        Assert.InRange(Count(plugin, [LineOf(key)]).Values.Single(), 1, int.MaxValue);
    }

    [Fact]
    public async Task Maps_AnotherProcessOfTheUserAsks_AreDenied()
    {
        await using var cell = await StartAsync();
        await using var plugin = await cell.OpenAsync();
        string[] look = ["cat", $"/proc/{plugin.Process.Id}/maps"];

        // Root may read all by its capabilities, which are no one else's.
        string[] program = Environment.IsPrivilegedProcess ? ["setpriv", "--bounding-set=-all", .. look] : look;
        using var process = Process.Start(new ProcessStartInfo(program[0], program[1..]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync(Cancel);

        Assert.Equal("", await process.StandardOutput.ReadToEndAsync(Cancel));
        Assert.EndsWith("Permission denied\n", await error, StringComparison.Ordinal);
    }

    private static async Task<Cell> StartAsync(Func<GroupSettings, GroupSettings>? group = null)
    {
        var cell = await Cell.StartAsync(group);
        cell.With(cell.Simulator.Environments.WithLongLivedKey);
        return cell;
    }

    /// <summary>Lets the plugin do other work until most are gone. Not all: what was in use during a collection is older, and stays for longer.</summary>
    private static async Task WorkUntilMostAreGoneAsync(RunningPlugin plugin, string id, List<string> secrets)
    {
        var left = secrets.Count;
        for (var round = 0; round < 10 && left > secrets.Count / 2; round++)
        {
            for (var i = 0; i < 500; i++)
            {
                await plugin.Group.HeartbeatAsync(new HeartbeatRequest { Instance = id }, cancellationToken: Cancel);
            }

            var found = Count(plugin, secrets);
            left = found.Count(one => one.Value > 0);
            TestContext.Current.TestOutputHelper!.WriteLine($"after {(round + 1) * 500} more calls {left} of {secrets.Count}, {found.Values.Sum()} copies");
        }

        Assert.InRange(left, 0, secrets.Count / 2);
    }

    /// <summary>Now and then, since each search takes its time: how often the newest is there, which the plugin has just answered.</summary>
    private static int CountOfNewest(RunningPlugin plugin, List<string> secrets) =>
        secrets.Count % (Connections / 4) == 0 ? Count(plugin, [secrets[^1]]).Values.Single() : 0;

    private static IReadOnlyDictionary<string, int> Count(RunningPlugin plugin, IReadOnlyList<string> secrets)
    {
        try
        {
            return PluginMemory.Count(plugin.Process.Id, secrets);
        }
        catch (UnauthorizedAccessException)
        {
            Assert.Skip("NOT SEARCHED: the plugin's memory is read by root with CAP_SYS_PTRACE only, which these tests do not have here");
            throw;
        }
    }

    // A line in the middle: the first ones are the same in every key of a kind.
    private static string LineOf(string key) => key.Split('\n')[3];
}
