namespace Fleeting.Aws.Calls;

/// <summary>How long to leave AWS alone after failures in a row: longer each time, and never the same for two who failed together.</summary>
internal static class Backoff
{
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan _first = TimeSpan.FromSeconds(1);

    /// <param name="failures">How many in a row, from 1.</param>
    /// <returns>Half of the step at least, all of it at most.</returns>
    public static TimeSpan Pause(int failures)
    {
        var step = Math.Min(_first.TotalSeconds * Math.Pow(2, failures - 1), Longest.TotalSeconds);
        return TimeSpan.FromSeconds(step * (1 + Random.Shared.NextDouble()) / 2);
    }
}
