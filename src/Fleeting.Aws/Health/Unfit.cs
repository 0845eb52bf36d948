using Fleeting.Errors;

namespace Fleeting.Aws.Health;

/// <summary>Why an instance must not be used.</summary>
/// <param name="Reason">For the host.</param>
/// <param name="Cause">Follows "could not …: "; names what says so.</param>
/// <param name="Kind">Whether that can change.</param>
internal sealed record Unfit(ProviderErrorReason Reason, string Cause, UnfitKind Kind);
