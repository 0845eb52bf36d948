using Amazon.EC2;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using AwsClients.AutoScaling;
using AwsClients.AutoScaling.Wire;
using AwsClients.Ec2;
using AwsClients.InstanceConnect;
using AwsClients.InstanceConnect.Wire;
using AwsClients.Logging;
using AwsClients.Transport;
using Microsoft.Extensions.Logging;

namespace AwsClients.Session;

/// <summary>
/// One account and region: the credentials, which renew themselves before they expire, and the clients that use them. Safe for
/// concurrent use. Every call is bounded: 20 s an attempt, 60 s in all.
/// </summary>
public sealed class AwsSession : IDisposable
{
    private readonly SessionParts _parts;
    private readonly AmazonAutoScalingClient _autoScaling;
    private readonly AmazonAutoScalingClient _autoScalingWithoutRetries;
    private readonly AmazonEC2Client _ec2;
    private readonly AmazonEC2InstanceConnectClient _instanceConnect;
    private readonly AmazonSecurityTokenServiceClient _sts;

    internal AwsSession(SessionParts parts)
    {
        _parts = parts;
        _autoScaling = parts.Clients.AutoScaling(parts.Credentials);
        _autoScalingWithoutRetries = parts.Clients.AutoScaling(parts.Credentials, attempts: 1);
        _ec2 = parts.Clients.Ec2(parts.Credentials);
        _instanceConnect = parts.Clients.InstanceConnect(parts.Credentials);
        _sts = parts.Clients.Sts(parts.Credentials);
        var ec2 = new Ec2Client(_ec2);
        (Ec2, Ec2Setup) = (ec2, ec2);
    }

    /// <summary>System name of the region, such as "eu-central-1".</summary>
    public string Region => _parts.Clients.Region;

    /// <summary>Where the credentials come from, such as "profile runner (static keys)"; never a secret.</summary>
    public string CredentialsSource => _parts.Credentials.Name;

    /// <summary>Auto Scaling in <see cref="Region"/>.</summary>
    public IAutoScaling AutoScaling => _autoScaling;

    /// <summary>The same, but each call is tried once: for calls whose content must be decided anew before another attempt.</summary>
    public IAutoScaling AutoScalingWithoutRetries => _autoScalingWithoutRetries;

    /// <summary>How often a call is tried, the first time included: AWS_MAX_ATTEMPTS, else the profile's max_attempts, else 3.</summary>
    public int MaxAttempts => _parts.Clients.MaxAttempts;

    /// <summary>How groups in <see cref="Region"/> are set up.</summary>
    public IAutoScalingSetup AutoScalingSetup => _autoScaling;

    /// <summary>EC2 in <see cref="Region"/>.</summary>
    public IEc2 Ec2 { get; }

    /// <summary>How what groups launch in <see cref="Region"/> is set up.</summary>
    public IEc2Setup Ec2Setup { get; }

    /// <summary>EC2 Instance Connect in <see cref="Region"/>.</summary>
    public IInstanceConnect InstanceConnect => _instanceConnect;

    /// <summary>
    /// Finds region and credentials and makes the clients. Credentials are fetched once, so that their lack shows here.
    /// </summary>
    /// <param name="options">Where to look.</param>
    /// <param name="loggers">Takes the log.</param>
    /// <param name="time">The clock.</param>
    /// <param name="deadline">Ends the search.</param>
    /// <exception cref="AwsSessionException">
    /// Region or credentials cannot be had; the message names all places looked at, or the one that took too long.
    /// </exception>
    public static Task<AwsSession> OpenAsync(AwsSessionOptions options, ILoggerFactory loggers, TimeProvider time, Deadline deadline) =>
        OpenAsync(options, AwsEnvironment.Process, loggers, time, deadline);

    internal static async Task<AwsSession> OpenAsync(
        AwsSessionOptions options, AwsEnvironment environment, ILoggerFactory loggers, TimeProvider time, Deadline deadline)
    {
        SdkSetup.Ensure();
        var opener = new SessionOpener(options, environment, loggers.CreateLogger<AwsSession>(), time);
        return new AwsSession(await opener.OpenAsync(deadline).ConfigureAwait(false));
    }

    /// <summary>Asks Auto Scaling of another region of the partition, with the same credentials.</summary>
    public async Task<DescribeAutoScalingGroupsResponse> DescribeAutoScalingGroupsInAsync(
        string region, DescribeAutoScalingGroupsRequest request, CancellationToken cancellationToken)
    {
        using var client = _parts.Clients.In(region).AutoScaling(_parts.Credentials);
        return await client.DescribeAutoScalingGroupsAsync(request, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// The account that the credentials belong to, by STS GetCallerIdentity, which needs no permission; null when it cannot be told.
    /// </summary>
    public async Task<string?> TryGetAccountIdAsync(CancellationToken cancellationToken)
    {
        try
        {
            var identity = await _sts.GetCallerIdentityAsync(new GetCallerIdentityRequest(), cancellationToken).ConfigureAwait(false);
            return identity.Account;
        }
        catch (Exception e) when (e is AmazonServiceException or AmazonClientException or AwsSessionException)
        {
            _parts.Log.AccountUnknown(e.Message);
            return null;
        }
    }

    /// <summary>
    /// Whose the credentials are, by STS GetCallerIdentity, which needs no permission. Throws as the calls of <see cref="IEc2"/>, with
    /// <see cref="AmazonSecurityTokenServiceException"/> when AWS says no.
    /// </summary>
    public Task<GetCallerIdentityResponse> GetCallerIdentityAsync(CancellationToken cancellationToken) =>
        _sts.GetCallerIdentityAsync(new GetCallerIdentityRequest(), cancellationToken);

    /// <summary>Whether an HTTP server answers where EC2 Instance Connect is called, the proxy's way included. Nothing is asked of it.</summary>
    /// <exception cref="AmazonClientException">There is no such endpoint: the region and the FIPS or dual-stack settings do not go together.</exception>
    public async Task<EndpointReach> ReachInstanceConnectAsync(CancellationToken cancellationToken)
    {
        var parameters = new ServiceOperationEndpointParameters(new SendSSHPublicKeyRequest());
        var endpoint = new Uri(_instanceConnect.Config.DetermineServiceOperationEndpoint(parameters).URL);
        return new EndpointReach(endpoint, await _parts.Network.Http.FindProblemAsync(endpoint, cancellationToken).ConfigureAwait(false));
    }

    public void Dispose()
    {
        _autoScaling.Dispose();
        _autoScalingWithoutRetries.Dispose();
        _ec2.Dispose();
        _instanceConnect.Dispose();
        _sts.Dispose();
        _parts.Network.Dispose();
    }
}
