using AwsClients.Transport;

namespace AwsClients.Credentials;

/// <summary>Credentials and where they come from, in words for logs and errors.</summary>
internal sealed record FoundCredentials(string Source, SessionKeys Keys);
