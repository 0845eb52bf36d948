using Fleeting.Aws.Scaling;

namespace Fleeting.Aws.Tests.Scaling;

public sealed class LifecycleStatesTests
{
    // Every value of the enum LifecycleState of the Auto Scaling model, 2011-01-01.
    [Theory]
    [InlineData("Pending", InstanceState.Creating)]
    [InlineData("Pending:Wait", InstanceState.Creating)]
    [InlineData("Pending:Proceed", InstanceState.Creating)]
    [InlineData("Quarantined", InstanceState.Deleting)]
    [InlineData("InService", InstanceState.Running)]
    [InlineData("Terminating", InstanceState.Deleting)]
    [InlineData("Terminating:Wait", InstanceState.Deleting)]
    [InlineData("Terminating:Proceed", InstanceState.Deleting)]
    [InlineData("Terminating:Retained", InstanceState.Deleted)]
    [InlineData("Terminated", InstanceState.Deleting)]
    [InlineData("Detaching", InstanceState.Deleted)]
    [InlineData("Detached", InstanceState.Deleted)]
    [InlineData("EnteringStandby", InstanceState.Suspending)]
    [InlineData("Standby", InstanceState.Suspended)]
    [InlineData("ReplacingRootVolume", InstanceState.Creating)]
    [InlineData("ReplacingRootVolume:Wait", InstanceState.Creating)]
    [InlineData("ReplacingRootVolume:Proceed", InstanceState.Creating)]
    [InlineData("RootVolumeReplaced", InstanceState.Creating)]
    [InlineData("Warmed:Pending", null)]
    [InlineData("Warmed:Pending:Wait", null)]
    [InlineData("Warmed:Pending:Proceed", null)]
    [InlineData("Warmed:Pending:Retained", null)]
    [InlineData("Warmed:Terminating", null)]
    [InlineData("Warmed:Terminating:Wait", null)]
    [InlineData("Warmed:Terminating:Proceed", null)]
    [InlineData("Warmed:Terminating:Retained", null)]
    [InlineData("Warmed:Terminated", null)]
    [InlineData("Warmed:Stopped", null)]
    [InlineData("Warmed:Running", null)]
    [InlineData("Warmed:Hibernated", null)]
    public void ToInstanceState_EachOfTheModel_IsKnown(string lifecycleState, InstanceState? expected)
    {
        Assert.Equal(expected, LifecycleStates.ToInstanceState(lifecycleState, out var known));
        Assert.True(known);
    }

    [Theory]
    [InlineData("Levitating")]
    [InlineData("")]
    [InlineData("inservice")]
    public void ToInstanceState_NotOfTheModel_CountsAsCreating(string lifecycleState)
    {
        Assert.Equal(InstanceState.Creating, LifecycleStates.ToInstanceState(lifecycleState, out var known));
        Assert.False(known);
    }
}
