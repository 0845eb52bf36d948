namespace FleetingPluginAws;

/// <summary>
/// Gives memory back to the machine, of which the collector keeps what a burst of connects took. bench/TRIED.md has what that gains. A
/// collection of a heap of this size takes some milliseconds, so one every few seconds costs next to nothing.
/// </summary>
internal sealed class MemoryReturn : IDisposable
{
    /// <summary>How often it looks.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(4);

    /// <summary>So many bytes must have been allocated meanwhile: an idle process is left alone.</summary>
    public const long Worthwhile = 1_000_000;

    private readonly Func<long> _allocated;
    private readonly Action _giveBack;
    private readonly ITimer _timer;
    private long _allocatedBefore;

    /// <param name="time">The clock.</param>
    /// <param name="allocated">How many bytes the process has ever allocated.</param>
    /// <param name="giveBack">Gives back what is free.</param>
    public MemoryReturn(TimeProvider time, Func<long> allocated, Action giveBack)
    {
        (_allocated, _giveBack) = (allocated, giveBack);
        _timer = time.CreateTimer(_ => Look(), null, Period, Period);
    }

    /// <summary>The one of this process's own heap.</summary>
    public static MemoryReturn Begin(TimeProvider time) => new(
        time,
        () => GC.GetTotalAllocatedBytes(),
        () => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true));

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        var allocated = _allocated();
        if (allocated - _allocatedBefore >= Worthwhile)
        {
            _allocatedBefore = allocated;
            _giveBack();
        }
    }
}
