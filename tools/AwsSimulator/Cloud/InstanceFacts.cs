namespace AwsSimulator.Cloud;

/// <summary>What is settled about an instance when it is launched.</summary>
internal sealed record InstanceFacts
{
    public required string Id { get; init; }

    public required string ReservationId { get; init; }

    public required string InstanceType { get; init; }

    public int Weight { get; init; } = 1;

    public required string AvailabilityZone { get; init; }

    public required string Architecture { get; init; }

    public string? Platform { get; init; }

    public required DateTimeOffset LaunchedAt { get; init; }

    public string? SpotRequestId { get; init; }

    public bool ProtectedFromScaleIn { get; init; }
}
