namespace AwsClients.Credentials;

/// <summary>
/// The role of the EC2 instance that the process runs on. When the metadata service cannot renew, it hands out the old keys; AWS goes on
/// accepting them, and <see cref="FetchedKeys"/> goes on using them.
/// </summary>
internal sealed class InstanceProfileSource(InstanceMetadata metadata) : ICredentialSource
{
    public string Name => "instance profile";

    public string Check => InstanceMetadata.Check;

    public Task<TemporaryCredentials> FetchAsync(CancellationToken cancellationToken) => metadata.GetCredentialsAsync(cancellationToken);
}
