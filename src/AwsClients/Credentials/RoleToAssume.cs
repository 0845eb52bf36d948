namespace AwsClients.Credentials;

/// <summary>A role and how to ask for it.</summary>
/// <param name="Arn">The role.</param>
/// <param name="SessionName">The session's name in CloudTrail.</param>
/// <param name="ExternalId">What the role's trust policy may ask for.</param>
internal sealed record RoleToAssume(string Arn, string SessionName, string? ExternalId);
