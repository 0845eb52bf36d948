namespace Fleeting.Aws.Checks.Reading;

/// <summary>Whose the credentials are.</summary>
internal sealed record CallerIdentity(string Account, string Arn);
