using Functional.Protocol2024;
using Google.Protobuf;
using Grpc.Core;
using Renci.SshNet;

namespace Functional.Group;

/// <summary>A host of 2024, whose messages have fewer fields, works as it always did.</summary>
public sealed class GenerationTests
{
    [Fact]
    public async Task Life_HostOf2024_WorksWithoutTheNewFields()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var scene = await Scene.StartAsync();
        var group = new InstanceGroup.InstanceGroupClient(scene.Plugin.Process.Channel);

        var init = await group.InitAsync(
            new InitRequest
            {
                Config = ByteString.CopyFromUtf8($$"""{"name":"{{Scene.GroupName}}","region":"us-east-1"}"""),
                Settings = new Settings { ConnectorConfig = new ConnectorConfig { Username = "ec2-user" } },
            },
            cancellationToken: cancel);
        Assert.Equal("aws/us-east-1/runners", init.Id);

        Assert.Equal(1u, (await group.IncreaseAsync(new IncreaseRequest { N = 1 }, cancellationToken: cancel)).Succeeded);
        await scene.Aws.WaitForAsync(() => scene.Group.Instances is [{ LifecycleState: "InService" }], cancel);
        var id = scene.Group.Instances[0].Id;
        using var update = group.Update(new Empty(), cancellationToken: cancel);
        Assert.Equal(
            [(id, State.Running)],
            await update.ResponseStream.ReadAllAsync(cancel).Select(instance => (instance.Instance, instance.State)).ToListAsync(cancel));

        var info = await group.ConnectInfoAsync(new ConnectInfoRequest { Instance = id }, cancellationToken: cancel);
        using var key = new PrivateKeyFile(new MemoryStream(info.Connector.Key.ToByteArray()));
        using var ssh = new SshClient(info.InternalAddr, scene.Aws.SshPort, info.Connector.Username, key);
        await ssh.ConnectAsync(cancel);
        Assert.True(ssh.IsConnected);

        Assert.Equal([id], (await group.DecreaseAsync(new DecreaseRequest { Instances = { id } }, cancellationToken: cancel)).Succeeded);
        await group.ShutdownAsync(new Empty(), cancellationToken: cancel);
    }
}
