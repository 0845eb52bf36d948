namespace FleetingHost.Connecting;

/// <summary>How a command ended.</summary>
/// <param name="ExitCode">Its exit code; null when a signal ended it.</param>
/// <param name="Stdout">All it wrote to stdout.</param>
/// <param name="Stderr">All it wrote to stderr.</param>
internal sealed record CommandResult(int? ExitCode, string Stdout, string Stderr);
