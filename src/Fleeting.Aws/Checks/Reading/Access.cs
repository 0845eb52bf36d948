namespace Fleeting.Aws.Checks.Reading;

/// <summary>Whether an IAM action is allowed.</summary>
/// <param name="IsAllowed">Null when it was not tried, or the answer says nothing of it.</param>
/// <param name="Text">How that is known, or why not.</param>
internal sealed record Access(bool? IsAllowed, string Text);
