namespace AwsSimulator.Cloud;

/// <summary>A public key on an instance, for one user, until it expires.</summary>
internal sealed record DeliveredKey(string User, string PublicKey, DateTimeOffset ExpiresAt);
