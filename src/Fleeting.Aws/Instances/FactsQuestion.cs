using Fleeting.Aws.Calls;

namespace Fleeting.Aws.Instances;

/// <summary>Somebody waits for the facts of an instance.</summary>
internal sealed class FactsQuestion(string instanceId, Patience patience)
{
    private readonly TaskCompletionSource<InstanceFacts?> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string InstanceId => instanceId;

    /// <summary>How long to try again.</summary>
    public Patience Patience => patience;

    /// <summary>The facts; null when EC2 does not know the instance.</summary>
    public Task<InstanceFacts?> Answer => _answer.Task;

    /// <summary>Nobody waits any more.</summary>
    public bool IsOver => Answer.IsCompleted;

    public void Say(InstanceFacts? facts) => _answer.TrySetResult(facts);

    public void Fail(Exception failure) => _answer.TrySetException(failure);

    /// <returns>Whether there was no answer yet.</returns>
    public bool GiveUp() => _answer.TrySetCanceled();
}
