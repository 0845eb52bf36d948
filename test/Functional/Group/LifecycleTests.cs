using Fleeting.Protocol;

namespace Functional.Group;

/// <summary>The whole life of a group, over the real socket and with real logins.</summary>
public sealed class LifecycleTests
{
    [Fact]
    public async Task Init_Group_AnswersWhoItIs()
    {
        await using var scene = await Scene.StartAsync();

        var answer = await scene.InitAsync();

        Assert.Equal(("aws/us-east-1/runners", 1000u), (answer.Id, answer.MaxSize));
        Assert.NotEqual("", answer.Version);
        Assert.NotEqual("", answer.BuildInfo);
        Assert.Empty(answer.Capabilities);
    }

    [Fact]
    public async Task Life_FromNothingToNothing_EachCallDoesItsPart()
    {
        await using var scene = await Scene.StartAsync(group => group with { LaunchTime = TimeSpan.FromMilliseconds(300) });
        await scene.InitAsync(connector: new ConnectorConfig { ProtocolPort = scene.Aws.SshPort });
        Assert.Empty(await scene.UpdateAsync());

        Assert.Equal(2u, await scene.IncreaseAsync(2));
        var creating = await scene.UpdateAsync();
        Assert.Equal([State.Creating, State.Creating], creating.Values);
        await scene.Aws.WaitForAsync(
            () => scene.Group.Instances.All(instance => instance.LifecycleState == "InService"), TestContext.Current.CancellationToken);
        var running = await scene.UpdateAsync();
        Assert.Equal(creating.Keys.Order(), running.Keys.Order());
        Assert.Equal([State.Running, State.Running], running.Values);

        foreach (var id in running.Keys)
        {
            await scene.HeartbeatAsync(id);
            var result = await scene.RunOnAsync(id, "echo $SSH_CONNECTION; exit 7");
            Assert.Equal(7, result.ExitCode);
            var address = scene.Group.Instances.Single(instance => instance.Id == id).PrivateIpAddress!;
            Assert.Contains(address, result.Stdout, StringComparison.Ordinal);
        }

        Assert.Equal(running.Keys.Order(), (await scene.DecreaseAsync([.. running.Keys])).Order());
        await scene.Aws.WaitForAsync(() => scene.Group.Instances.Count == 0, TestContext.Current.CancellationToken);
        Assert.Empty(await scene.UpdateAsync());
        Assert.Equal(0, scene.Group.DesiredCapacity);
        await scene.Plugin.Group.ShutdownAsync(new Empty(), cancellationToken: TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task ConnectInfo_Dynamic_IsCompleteAndShortLived()
    {
        await using var scene = await Scene.StartAsync();
        await scene.InitAsync(
            connector: new ConnectorConfig { Username = "ubuntu", ProtocolPort = scene.Aws.SshPort, Keepalive = 5, Timeout = 6 });
        var id = Assert.Single(await scene.ScaleToAsync(1));
        var before = TimeProvider.System.GetUtcNow();

        var info = await scene.ConnectInfoAsync(id);

        var instance = scene.Group.Instances[0];
        Assert.Equal((instance.PrivateIpAddress, instance.PublicIpAddress), (info.InternalAddr, info.ExternalAddr));
        Assert.Equal(
            ("linux", "amd64", "ssh", "ubuntu", (long)scene.Aws.SshPort),
            (info.Connector.Os, info.Connector.Arch, info.Connector.Protocol, info.Connector.Username, info.Connector.ProtocolPort));
        Assert.Equal((5, 6), (info.Connector.Keepalive, info.Connector.Timeout));
        Assert.InRange(DateTimeOffset.FromUnixTimeSeconds(info.Expires) - before, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(61));
        Assert.Equal(1, scene.Aws.Calls.Count("SendSSHPublicKey"));
    }

    [Fact]
    public async Task ConnectInfo_Twice_HasTwoKeys()
    {
        await using var scene = await Scene.StartAsync();
        await scene.InitAsync(connector: new ConnectorConfig { ProtocolPort = scene.Aws.SshPort });
        var id = Assert.Single(await scene.ScaleToAsync(1));

        Assert.NotEqual((await scene.ConnectInfoAsync(id)).Connector.Key, (await scene.ConnectInfoAsync(id)).Connector.Key);
    }

    [Fact]
    public async Task ConnectInfo_ManyAtOnce_AllLogIn()
    {
        await using var scene = await Scene.StartAsync();
        await scene.InitAsync(connector: new ConnectorConfig { ProtocolPort = scene.Aws.SshPort });
        var ids = await scene.ScaleToAsync(3);

        var results = await Task.WhenAll(ids.Concat(ids).Select(id => scene.RunOnAsync(id, "true")));

        Assert.All(results, result => Assert.Equal(0, result.ExitCode));
    }

    [Fact]
    public async Task Decrease_OneIdUnknown_DoesNotHoldUpTheOthers()
    {
        await using var scene = await Scene.StartAsync(group => group with { Sshd = false });
        await scene.InitAsync();
        var ids = await scene.ScaleToAsync(2);

        var succeeded = await scene.DecreaseAsync(ids[0], "i-00000000000000000", ids[1]);

        Assert.Equal(ids.Append("i-00000000000000000").Order(), succeeded.Order());
    }

    [Fact]
    public async Task Increase_HalfFits_AsksForThatHalf()
    {
        await using var scene = await Scene.StartAsync(group => group with { Sshd = false, MaxSize = 2 });
        await scene.InitAsync();

        scene.Plugin.Expect("CallPartlyFailed");

        Assert.Equal(2u, await scene.IncreaseAsync(5));
        Assert.Equal(2, scene.Group.DesiredCapacity);
        Assert.Single(await scene.Plugin.EndedLogOfAsync("CallPartlyFailed"));
    }
}
