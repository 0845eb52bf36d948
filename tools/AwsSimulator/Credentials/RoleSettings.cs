namespace AwsSimulator.Credentials;

/// <summary>A role of the account that anyone in it may assume.</summary>
public sealed record RoleSettings
{
    /// <summary>What AssumeRole must name; null (the default): nothing.</summary>
    public string? ExternalId { get; init; }
}
