namespace Fleeting.Aws.Scaling;

/// <summary>What a group's scaling activities tell of its launches since some time.</summary>
/// <param name="Tried">How many launches began, those that failed and those under way included.</param>
/// <param name="Failed">Those that ended without an instance, newest first.</param>
internal sealed record Launches(int Tried, IReadOnlyList<FailedLaunch> Failed)
{
    /// <summary>The newest of them ended without an instance.</summary>
    public bool NewestFailed { get; init; }
}
