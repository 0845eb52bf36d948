namespace AwsSimulator.Signing;

/// <summary>A key that requests may be signed with.</summary>
/// <param name="Id">AKIA… for a long-lived key, ASIA… for a temporary one.</param>
/// <param name="Arn">The user or assumed role that it speaks for.</param>
/// <param name="UserId">IAM's unique id of that user or role session.</param>
internal sealed record AccessKey(string Id, string Arn, string UserId)
{
    public required string Secret { get; init; }

    /// <summary>Null for a long-lived key.</summary>
    public string? SessionToken { get; init; }

    /// <summary>Null for a long-lived key.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Without the secrets.</summary>
    public override string ToString() => $"AccessKey {Id} of {Arn}";
}
