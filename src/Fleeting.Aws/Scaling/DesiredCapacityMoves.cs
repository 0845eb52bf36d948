namespace Fleeting.Aws.Scaling;

/// <summary>
/// Notices that DesiredCapacity moved and that it was not this process. Not thread-safe: the ledger guards it.
/// </summary>
/// <remarks>
/// Only what is certain counts: not a read that began so soon after a change of ours that it may be older, and not one that no second read
/// confirms. A change of ours whose answer was lost may have moved it.
/// </remarks>
internal sealed class DesiredCapacityMoves(TimeProvider time)
{
    private static readonly TimeSpan _quiet = TimeSpan.FromSeconds(10);

    private int? _expected;
    private long? _changedAt;
    private (int To, long SeenAt)? _seen;

    /// <summary>This process has set it, or does not know what it has done to it.</summary>
    public void Changed(int? expected) => (_expected, _changedAt, _seen) = (expected, time.GetTimestamp(), null);

    /// <summary>This process has lowered it by terminations.</summary>
    public void Lowered(int units) => Changed(_expected - units);

    /// <returns>From where to where it has moved; null when it has not, or it is not certain.</returns>
    public (int Expected, int Actual)? Observe(int desired, long readAt)
    {
        if (_changedAt is { } changedAt && time.GetElapsedTime(changedAt, readAt) < _quiet)
        {
            return null;
        }

        if (_expected is not { } expected || expected == desired)
        {
            (_expected, _seen) = (desired, null);
            return null;
        }

        if (_seen is not { } seen || seen.To != desired)
        {
            _seen = (desired, readAt);
            return null;
        }

        if (time.GetElapsedTime(seen.SeenAt, readAt) < InstanceHistory.Confirmation)
        {
            return null;
        }

        (_expected, _seen) = (desired, null);
        return (expected, desired);
    }
}
