using Fleeting.Aws.Instances;
using Microsoft.Extensions.Time.Testing;

namespace Fleeting.Aws.Tests;

/// <summary>
/// A clock on which every pause passes at once: whoever sets a timer of up to the longest pause finds the clock moved there.
/// Longer timers are limits; they end nothing by themselves.
/// </summary>
internal sealed class SkippingTime : FakeTimeProvider
{
    public static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    private readonly TimeSpan _longestPause;
    private readonly DateTimeOffset _began;

    /// <param name="longestPause">The longest pause to skip; null is <see cref="LongestPause"/>.</param>
    public SkippingTime(TimeSpan? longestPause = null)
        : base(DateTimeOffset.UtcNow) => (_longestPause, _began) = (longestPause ?? LongestPause, GetUtcNow());

    /// <summary>A clock that the test moves, except that calls that are sent together need not be waited for.</summary>
    public static SkippingTime OnlyGathering() => new(InstanceFactsReader.Gap);

    /// <summary>How much time has passed on this clock.</summary>
    public TimeSpan Passed => GetUtcNow() - _began;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime > TimeSpan.Zero && dueTime <= _longestPause)
        {
            // Not from here: the caller may hold a lock that the timer's callback wants.
            ThreadPool.QueueUserWorkItem(_ => Advance(dueTime));
        }

        return timer;
    }
}
