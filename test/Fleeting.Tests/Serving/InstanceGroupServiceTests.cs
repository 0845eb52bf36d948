using Fleeting.Protocol;
using Fleeting.Tests.Harness;
using Google.Protobuf;

namespace Fleeting.Tests.Serving;

public sealed class InstanceGroupServiceTests : IDisposable
{
    private readonly ServedGroup _served = new();

    public void Dispose() => _served.Dispose();

    [Fact]
    public async Task Init_WithSettings_HandsThemOverAndAnswersWhatTheProviderSays()
    {
        var answer = await _served.InitAsync(new InitRequest
        {
            Config = ByteString.CopyFromUtf8("""{"name":"x"}"""),
            Settings = new Settings
            {
                ConnectorConfig = new Protocol.ConnectorConfig
                {
                    Os = "linux",
                    Arch = "amd64",
                    Protocol = "ssh",
                    Username = "me",
                    Password = "pw",
                    Key = ByteString.CopyFromUtf8("pem"),
                    UseStaticCredentials = true,
                    Keepalive = 5,
                    Timeout = 6,
                    ProtocolPort = 2222,
                },
            },
        });

        Assert.Equal("""{"name":"x"}"""u8.ToArray(), _served.Group.Settings!.PluginConfig.ToArray());
        var connector = _served.Group.Settings.Connector;
        Assert.Equal("pem"u8.ToArray(), connector.Key.ToArray());
        Assert.Equal(
            new ConnectorConfig
            {
                Os = "linux",
                Arch = "amd64",
                Protocol = "ssh",
                Username = "me",
                Password = "pw",
                Key = connector.Key,
                UseStaticCredentials = true,
                KeepaliveNanoseconds = 5,
                TimeoutNanoseconds = 6,
                ProtocolPort = 2222,
            },
            connector);
        Assert.Equal(
            new InitResponse { Id = "fake/1", MaxSize = 7, Version = "1.2.3", BuildInfo = "sha=abc", Capabilities = { "suspend_resume" } }, answer);
    }

    [Fact]
    public async Task Init_HostSendsNothing_HandsOverEmptySettings()
    {
        await _served.InitAsync();

        Assert.Equal(0, _served.Group.Settings!.PluginConfig.Length);
        Assert.Equal(new ConnectorConfig(), _served.Group.Settings.Connector);
    }

    [Fact]
    public async Task Update_EveryState_HasTheWiresNumber()
    {
        await _served.InitAsync();
        _served.Group.Instances = [.. Enum.GetValues<InstanceState>().Select(state => new Instance($"i-{state}", state))];

        Assert.Equal(
            [
                ("i-Creating", State.Creating), ("i-Running", State.Running), ("i-Deleting", State.Deleting), ("i-Deleted", State.Deleted),
                ("i-Timeout", State.Timeout), ("i-Suspending", State.Suspending), ("i-Suspended", State.Suspended), ("i-Resuming", State.Resuming),
            ],
            (await _served.UpdateAsync()).Select(instance => (instance.Instance, instance.State)));
    }

    [Fact]
    public async Task ConnectInfo_Answer_HasEveryFieldAndWholeSeconds()
    {
        await _served.InitAsync();
        _served.Group.Connect = new ConnectInfo(
            new ConnectorConfig { Protocol = "ssh", Username = "ec2-user", Key = "pem"u8.ToArray(), ProtocolPort = 22, TimeoutNanoseconds = 9 },
            "10.0.0.1",
            "203.0.113.1",
            DateTimeOffset.UnixEpoch.AddSeconds(100.9));

        Assert.Equal(
            new ConnectInfoResponse
            {
                Connector = new Protocol.ConnectorConfig
                {
                    Protocol = "ssh",
                    Username = "ec2-user",
                    Key = ByteString.CopyFromUtf8("pem"),
                    ProtocolPort = 22,
                    Timeout = 9,
                },
                InternalAddr = "10.0.0.1",
                ExternalAddr = "203.0.113.1",
                Expires = 100,
            },
            await _served.ConnectInfoAsync("i-1"));
    }

    [Fact]
    public async Task ConnectInfo_NeverExpires_IsZero()
    {
        await _served.InitAsync();

        Assert.Equal(0, (await _served.ConnectInfoAsync("i-1")).Expires);
    }

    [Fact]
    public async Task ConnectInfo_WithSecrets_LogsNoneOfThem()
    {
        await _served.InitAsync();
        _served.Group.Connect = new ConnectInfo(
            new ConnectorConfig { Protocol = "winrm", Password = "hunter2", Key = "PRIVATE"u8.ToArray() }, "10.0.0.1", "", null);

        await _served.ConnectInfoAsync("i-1");

        Assert.Contains("ConnectInfo answered in 0 ms: i-1 by winrm at 10.0.0.1", _served.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", _served.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("PRIVATE", _served.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Increase_OfZero_AsksNobody()
    {
        await _served.InitAsync();

        Assert.Equal(0u, await _served.IncreaseAsync(0));
        Assert.Equal(["init"], _served.Group.Calls);
    }

    [Fact]
    public async Task Increase_BeyondWhatFits_AsksForTheMost()
    {
        await _served.InitAsync();
        await _served.IncreaseAsync(uint.MaxValue);

        Assert.Equal($"increase {int.MaxValue}", _served.Group.Calls[^1]);
    }

    [Fact]
    public async Task Decrease_EmptyOrBlankIds_AsksNobody()
    {
        await _served.InitAsync();

        Assert.Empty(await _served.DecreaseAsync());
        Assert.Empty(await _served.DecreaseAsync("", ""));
        Assert.Equal(["init"], _served.Group.Calls);
    }

    [Fact]
    public async Task Decrease_SameIdTwice_AsksOnce()
    {
        await _served.InitAsync();
        await _served.DecreaseAsync("i-2", "i-1", "i-2");

        Assert.Equal("decrease i-2,i-1", _served.Group.Calls[^1]);
    }

    [Fact]
    public async Task EveryCall_WhenItSucceeds_LogsOneLine()
    {
        await _served.InitAsync();
        _served.Group.Increased = new IncreaseResult(2);
        _served.Group.Done = new InstancesResult(["i-1", "i-2"]);
        await _served.UpdateAsync();
        await _served.IncreaseAsync(2);
        await _served.DecreaseAsync("i-1", "i-2");
        await _served.HeartbeatAsync("i-1");
        await _served.SuspendAsync("i-1", "i-2");
        await _served.ResumeAsync("i-1", "i-2");
        await _served.ShutdownAsync();

        Assert.Equal(
            """
            Information Init done in 0 ms: group fake/1, at most 7 instances, plugin 1.2.3
            Debug Update answered in 0 ms: 0 instances
            Information Increase done in 0 ms: 2 of 2
            Information Decrease done in 0 ms: 2 of 2 (i-1, i-2)
            Debug Heartbeat answered in 0 ms: i-1 is healthy
            Information Suspend done in 0 ms: 2 of 2 (i-1, i-2)
            Information Resume done in 0 ms: 2 of 2 (i-1, i-2)
            Information Shutdown done in 0 ms: background work stopped, instances left as they are
            """,
            string.Join('\n', _served.Log.Entries.Select(entry => $"{entry.Level} {entry.Message}")));
    }

    [Fact]
    public async Task Decrease_Hundreds_NamesTheFirstAndCountsTheRest()
    {
        await _served.InitAsync();
        string[] ids = [.. Enumerable.Range(1, 500).Select(i => $"i-{i}")];
        _served.Group.Done = new InstancesResult(ids);

        await _served.DecreaseAsync(ids);

        Assert.Equal(
            "Decrease done in 0 ms: 500 of 500 "
            + "(i-1, i-2, i-3, i-4, i-5, i-6, i-7, i-8, i-9, i-10, i-11, i-12, i-13, i-14, i-15, i-16, i-17, i-18, i-19, i-20 and 480 more)",
            _served.Log.Entries.Last().Message);
    }
}
