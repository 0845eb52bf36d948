using Fleeting.Errors;

namespace Fleeting;

/// <summary>How far an increase came.</summary>
/// <param name="Succeeded">How many instances were asked of the cloud.</param>
/// <param name="Failure">Why not all of them; null when nothing failed.</param>
public sealed record IncreaseResult(int Succeeded, ProviderException? Failure = null);
