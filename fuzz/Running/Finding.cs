namespace Fuzz.Running;

/// <summary>An input that something must not happen for, and what happened.</summary>
/// <param name="File">The input; null when there is none, as when the worker did not start.</param>
/// <param name="What">What happened.</param>
internal sealed record Finding(string? File, string What);
