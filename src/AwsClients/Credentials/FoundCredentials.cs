using Amazon.Runtime;
using AwsClients.Transport;

namespace AwsClients.Credentials;

/// <summary>Credentials and where they come from, in words for logs and errors.</summary>
internal sealed record FoundCredentials(string Source, AWSCredentials Credentials)
{
    /// <summary>They could not be fetched, for this reason.</summary>
    public AwsSessionException Refused(string why, Exception cause) => new(
        AwsSessionErrorReason.CredentialsRefused, $"could not get AWS credentials from {Source}: {why}", Failure.Inner(cause));
}
