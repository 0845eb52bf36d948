using Amazon.Runtime;
using AwsClients.Credentials;
using AwsClients.Transport;
using Microsoft.Extensions.Logging;

namespace AwsClients.Session;

/// <summary>What an open session is made of.</summary>
internal sealed class SessionParts(ClientFactory clients, AWSCredentials credentials, SessionHttp http, MetadataHttp metadata, ILogger log)
    : IDisposable
{
    public ClientFactory Clients => clients;

    public AWSCredentials Credentials => credentials;

    public ILogger Log => log;

    public void Dispose()
    {
        http.Dispose();
        metadata.Dispose();
    }
}
