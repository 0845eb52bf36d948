using System.Globalization;

namespace FleetingHost.Chaos;

/// <summary>A chaos run's report as text.</summary>
internal static class ChaosText
{
    /// <summary>The report; the last line is the verdict. A drift of capacity counts as leaked.</summary>
    public static IEnumerable<string> Lines(ChaosReport report)
    {
        foreach (var (what, times) in report.Counts)
        {
            yield return $"{times} {what}";
        }

        yield return $"{report.Calls} calls to AWS, of which failed (before AWS acted, after):";
        foreach (var (way, before, after) in report.Faults)
        {
            yield return $"  {way}: {before}, {after}";
        }

        yield return "calls to the plugin (number, failed, slowest):";
        foreach (var (name, calls, failed, slowest) in report.PluginCalls)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"  {name}: {calls}, {failed}, {slowest.TotalSeconds:0.0} s");
        }

        foreach (var (start, end) in report.Footprints)
        {
            yield return $"plugin after Init: {start}; at its end: {end}";
        }

        yield return $"highest DesiredCapacity that the plugin asked for: {report.MostDesired}";
        foreach (var alike in report.Lost.GroupBy(loss => (loss.What, loss.Kind)).OrderByDescending(alike => alike.Count()))
        {
            yield return $"lost: {alike.Count()} {alike.Key.What}s: {alike.Key.Kind}";
        }

        foreach (var leak in report.Leaked)
        {
            yield return $"leaked: {leak}";
        }

        yield return $"chaos: {report.Lost.Count} lost, {report.Leaked.Count} leaked";
    }
}
