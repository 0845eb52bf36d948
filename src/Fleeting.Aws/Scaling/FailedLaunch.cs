namespace Fleeting.Aws.Scaling;

/// <summary>One launch that failed.</summary>
/// <param name="Failure">AWS's word on it.</param>
/// <param name="At">When it began.</param>
/// <param name="Zone">The Availability Zone; empty when AWS does not say.</param>
internal sealed record FailedLaunch(LaunchFailure Failure, DateTime At, string Zone);
