namespace Fleeting.Aws.Tests;

/// <summary>The true clock, moved forward at will: what is remembered grows old at once, and pauses take their time.</summary>
internal sealed class ShiftedTime : TimeProvider
{
    private long _shift;

    public void Advance(TimeSpan by) => Interlocked.Add(ref _shift, by.Ticks);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + TimeSpan.FromTicks(Volatile.Read(ref _shift));

    public override long GetTimestamp() => TimeSpan.FromSeconds(base.GetTimestamp() / (double)base.TimestampFrequency).Ticks + Volatile.Read(ref _shift);
}
