using Microsoft.Extensions.Time.Testing;

namespace Fleeting.Aws.Tests;

/// <summary>
/// A clock on which every pause passes at once: whoever sets a timer of up to <see cref="LongestPause"/> finds the clock moved there.
/// Longer timers are limits; they end nothing by themselves.
/// </summary>
internal sealed class SkippingTime : FakeTimeProvider
{
    public static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    private readonly DateTimeOffset _began;

    public SkippingTime()
        : base(DateTimeOffset.UtcNow) => _began = GetUtcNow();

    /// <summary>How much time has passed on this clock.</summary>
    public TimeSpan Passed => GetUtcNow() - _began;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime > TimeSpan.Zero && dueTime <= LongestPause)
        {
            // Not from here: the caller may hold a lock that the timer's callback wants.
            ThreadPool.QueueUserWorkItem(_ => Advance(dueTime));
        }

        return timer;
    }
}
