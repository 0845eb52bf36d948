namespace FleetingHost.Chaos;

/// <summary>How many jobs there are to do at a time, and how long each runs: waves, as a working day has them, only faster.</summary>
internal sealed class JobLoad
{
    private readonly List<(TimeSpan Until, int Jobs)> _waves = [];
    private readonly Random _lengths;

    public JobLoad(ChaosPlan plan)
    {
        var chance = plan.Chance(1);
        _lengths = plan.Chance(2);
        var most = Math.Max(1, plan.Instances - plan.Idle);
        for (var until = TimeSpan.Zero; until < plan.Duration;)
        {
            until += TimeSpan.FromSeconds(chance.Next(8, 25));
            _waves.Add((until, Math.Max(1, (int)Math.Round(most * (0.2 + (0.8 * chance.NextDouble()))))));
        }
    }

    /// <summary>Jobs that run or wait at that time; after the last wave as many as in it.</summary>
    public int Jobs(TimeSpan elapsed) => _waves.Find(wave => elapsed < wave.Until) is { Jobs: > 0 } wave ? wave.Jobs : _waves[^1].Jobs;

    /// <summary>The length of the next job.</summary>
    public TimeSpan NextLength()
    {
        lock (_lengths)
        {
            return TimeSpan.FromSeconds(Math.Round(1 + (7 * _lengths.NextDouble()), 1));
        }
    }
}
