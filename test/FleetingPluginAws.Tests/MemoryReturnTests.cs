using Microsoft.Extensions.Time.Testing;

namespace FleetingPluginAws.Tests;

public sealed class MemoryReturnTests
{
    private readonly FakeTimeProvider _time = new();
    private long _allocated = 10_000_000;
    private int _returns;

    [Fact]
    public void Look_AfterABurst_GivesBackOnce()
    {
        using var memory = Begin();
        _time.Advance(MemoryReturn.Period);
        Assert.Equal(1, _returns);

        _time.Advance(MemoryReturn.Period * 10);

        Assert.Equal(1, _returns);
    }

    [Fact]
    public void Look_LittleAtATime_GivesBackWhenItHasBecomeMuch()
    {
        using var memory = Begin();
        _time.Advance(MemoryReturn.Period);
        for (var look = 0; look < 10; look++)
        {
            _allocated += MemoryReturn.Worthwhile / 5;
            _time.Advance(MemoryReturn.Period);
        }

        Assert.Equal(3, _returns);
    }

    [Fact]
    public void Begin_OfThisProcess_CollectsOnlyWhatIsFree()
    {
        using var memory = MemoryReturn.Begin(_time);
        var garbage = Garbage();
        var kept = new byte[2 * MemoryReturn.Worthwhile];

        _time.Advance(MemoryReturn.Period);

        Assert.False(garbage.IsAlive);
        Assert.Equal(2 * MemoryReturn.Worthwhile, kept.Length);
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static WeakReference Garbage() => new(new byte[1000]);

    private MemoryReturn Begin() => new(_time, () => _allocated, () => _returns++);
}
