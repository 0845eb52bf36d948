namespace Functional.Group;

/// <summary>Calls at the wrong time or for the wrong instance.</summary>
public sealed class InstanceErrorTests
{
    private const string Unknown = "i-0123456789abcdef0";

    [Fact]
    public async Task AnyCall_BeforeInit_SaysSo()
    {
        await using var scene = await Scene.StartAsync();

        Assert.Equal(Before("Update"), await scene.ErrorAsync(scene.UpdateAsync));
        Assert.Equal(Before("Increase"), await scene.ErrorAsync(() => scene.IncreaseAsync(1)));
        Assert.Equal(Before("Decrease"), await scene.ErrorAsync(() => scene.DecreaseAsync(Unknown)));
        Assert.Equal(Before("ConnectInfo"), await scene.ErrorAsync(() => scene.ConnectInfoAsync(Unknown)));
        Assert.Equal(Before("Heartbeat"), await scene.ErrorAsync(() => scene.HeartbeatAsync(Unknown)));

        static string Before(string call) =>
            $"rpc error: code = FailedPrecondition desc = could not answer {call}: the host has not called Init yet, or it failed; call "
            + "Init first";
    }

    [Fact]
    public async Task Init_Again_ServesTheNewConfigurationAndAFailedOneChangesNothing()
    {
        await using var scene = await Scene.StartAsync();
        scene.Aws.AddGroup(new() { Name = "others", DesiredCapacity = 1, Sshd = false });
        await scene.InitAsync();
        Assert.Empty(await scene.UpdateAsync());

        await scene.InitAsync("""{"name":"others"}""");
        await scene.ErrorAsync(() => scene.InitAsync("{}"));

        Assert.Single(await scene.UpdateAsync());
    }

    [Fact]
    public async Task Increase_NoHeadroom_NamesTheSizes()
    {
        await using var scene = await Scene.StartAsync(group => group with { Sshd = false, MaxSize = 1 });
        await scene.InitAsync();
        await scene.ScaleToAsync(1);

        Assert.Equal(
            "rpc error: code = ResourceExhausted desc = could not increase Auto Scaling Group \"runners\" in us-east-1 by 1: its "
            + "DesiredCapacity is 1 and its MaxSize 1; raise the group's MaxSize, or lower max_instances in config.toml",
            await scene.ErrorAsync(() => scene.IncreaseAsync(1)));
    }

    [Fact]
    public async Task ConnectInfo_UnknownInstance_SaysWhoDoesNotHaveIt()
    {
        await using var scene = await Scene.StartAsync();
        await scene.InitAsync();

        Assert.Equal(
            $"rpc error: code = NotFound desc = could not connect to {Unknown}: Auto Scaling Group \"runners\" in us-east-1 does not "
            + "have it",
            await scene.ErrorAsync(() => scene.ConnectInfoAsync(Unknown)));
    }

    [Fact]
    public async Task ConnectInfo_TerminatedInstance_SaysSo()
    {
        await using var scene = await Scene.StartAsync(group => group with { Sshd = false });
        await scene.InitAsync();
        var id = Assert.Single(await scene.ScaleToAsync(1));
        await scene.DecreaseAsync(id);
        await scene.Aws.WaitForAsync(() => scene.Group.Instances.Count == 0, TestContext.Current.CancellationToken);

        // Which of the two depends on whether the group was read since.
        Assert.Matches(
            $"desc = could not connect to {id}: (its lifecycle state in Auto Scaling Group \"runners\" in us-east-1 is Terminating"
            + "|Auto Scaling Group \"runners\" in us-east-1 does not have it)$",
            await scene.ErrorAsync(() => scene.ConnectInfoAsync(id)));
    }

    [Fact]
    public async Task Heartbeat_UnknownInstance_IsUnhealthy()
    {
        await using var scene = await Scene.StartAsync();
        await scene.InitAsync();

        Assert.Equal(
            $"rpc error: code = NotFound desc = could not vouch for {Unknown}: Auto Scaling Group \"runners\" in us-east-1 does not have "
            + "it; it must "
            + "not get another job",
            await scene.ErrorAsync(() => scene.HeartbeatAsync(Unknown)));
    }

    [Fact]
    public async Task Suspend_NotACapability_IsUnimplemented()
    {
        await using var scene = await Scene.StartAsync();
        await scene.InitAsync();

        var error = await scene.ErrorAsync(async () => await scene.Plugin.Group.SuspendAsync(
            new Fleeting.Protocol.SuspendRequest { Instances = { Unknown } }, cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal("rpc error: code = Unimplemented desc = could not suspend: this plugin does not suspend instances", error);
    }
}
