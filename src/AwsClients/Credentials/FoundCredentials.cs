using Amazon.Runtime;

namespace AwsClients.Credentials;

/// <summary>Credentials and where they come from, in words for logs and errors.</summary>
internal sealed record FoundCredentials(string Source, AWSCredentials Credentials);
