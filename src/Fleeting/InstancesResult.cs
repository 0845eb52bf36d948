using Fleeting.Errors;

namespace Fleeting;

/// <summary>How far a call on several instances came.</summary>
/// <param name="Succeeded">The ids that it did.</param>
/// <param name="Failure">Why not the others; null when nothing failed.</param>
public sealed record InstancesResult(IReadOnlyList<string> Succeeded, ProviderException? Failure = null);
