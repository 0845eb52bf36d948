namespace AwsClients.Session;

/// <summary>Whether an endpoint can be reached.</summary>
/// <param name="Endpoint">Where it is.</param>
/// <param name="Problem">Why not, and what to do; null when a server answers.</param>
public sealed record EndpointReach(Uri Endpoint, string? Problem);
