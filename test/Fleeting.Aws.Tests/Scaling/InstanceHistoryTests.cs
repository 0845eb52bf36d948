using Fleeting.Aws.Scaling;

namespace Fleeting.Aws.Tests.Scaling;

public sealed class InstanceHistoryTests
{
    private readonly InstanceHistory _history = new(TimeProvider.System);

    [Theory]
    [InlineData("InService", "Pending", "InService")]
    [InlineData("Standby", "Pending", "Pending")]
    [InlineData("Pending", "InService", "InService")]
    [InlineData("InService", "Terminating", "Terminating")]
    public void Correct_StateThatCannotFollow_IsAnOldRead(string before, string read, string expected)
    {
        _history.Correct(Read(before));

        Assert.Equal(expected, _history.Correct(Read(read)).Instances["i-1"].LifecycleState);
    }

    private static GroupSnapshot Read(string lifecycleState) => new()
    {
        Instances = new Dictionary<string, GroupInstance>
        {
            ["i-1"] = new("i-1", LifecycleStates.ToInstanceState(lifecycleState, out _), lifecycleState, "Healthy"),
        },
        ReadAt = TimeProvider.System.GetTimestamp(),
    };
}
