namespace FleetingHost.Chaos;

/// <summary>What became of a job on an instance.</summary>
/// <param name="Instance">The instance that it was given to.</param>
/// <param name="End">How it ended.</param>
/// <param name="Cause">Why it did not run; empty when it did.</param>
internal sealed record JobResult(string Instance, JobEnd End, string Cause = "");
