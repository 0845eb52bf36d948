using Fleeting.Aws.Errors;
using Fleeting.Aws.Scaling;
using TestKit;

namespace Fleeting.Aws.Tests.Scaling;

public sealed class DesiredCapacityTests : IDisposable
{
    private readonly LogRecorder _log = new();
    private readonly DesiredCapacity _desired;

    public DesiredCapacityTests() => _desired = new DesiredCapacity(new GroupScope("runners", "us-east-1"), _log.CreateLogger("test"));

    public void Dispose()
    {
        _desired.Dispose();
        _log.Dispose();
    }

    [Fact]
    public async Task Observe_ReadThatOverlapsAChangeOfOurOwn_SaysNothing()
    {
        _desired.Observe(Snapshot(0), _desired.Version);
        var before = _desired.Version;
        long during;
        using (await _desired.BeginChangeAsync(TestContext.Current.CancellationToken))
        {
            during = _desired.Version;
            _desired.Set(3);
        }

        _desired.Observe(Snapshot(0), before);
        _desired.Observe(Snapshot(0), during);
        _desired.Observe(Snapshot(3), _desired.Version);

        Assert.Empty(_log.Entries);
    }

    [Fact]
    public void Observe_AfterTerminationsOfOurOwn_ExpectsTheLowerNumber()
    {
        _desired.Observe(Snapshot(5), _desired.Version);
        _desired.Lower(2);

        _desired.Observe(Snapshot(3), _desired.Version);
        _log.Expect("DesiredCapacityMoved");
        _desired.Observe(Snapshot(4), _desired.Version);

        Assert.Equal((3, 4), (_log.Only("DesiredCapacityMoved").Fields["Expected"], _log.Only("DesiredCapacityMoved").Fields["Actual"]));
    }

    [Fact]
    public async Task BeginChange_WhileAnotherGoesOn_Waits()
    {
        var first = await _desired.BeginChangeAsync(TestContext.Current.CancellationToken);
        var second = _desired.BeginChangeAsync(TestContext.Current.CancellationToken);
        Assert.False(second.IsCompleted);

        first.Dispose();

        (await second).Dispose();
    }

    private static GroupSnapshot Snapshot(int desired) => new()
    {
        ReadAt = 0,
        Instances = new Dictionary<string, GroupInstance>(),
        Properties = new GroupProperties
        {
            MinSize = 0,
            MaxSize = 10,
            DesiredCapacity = desired,
            NewInstancesProtectedFromScaleIn = true,
            CapacityRebalance = false,
            SuspendedProcesses = new HashSet<string>(),
        },
    };
}
