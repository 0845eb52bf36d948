using System.Net;

namespace AwsClients.Transport;

/// <summary>
/// Hands a session's clients to the SDK's SSO credentials, which make their clients in a static place. The proxy of their options is the
/// one thing that travels from the credentials to there; as a proxy it is never used, since the session's HTTP client has its own.
/// </summary>
internal sealed class SsoClients(ClientFactory clients) : IWebProxy
{
    public ClientFactory Clients => clients;

    public ICredentials? Credentials { get; set; }

    public Uri? GetProxy(Uri destination) => null;

    public bool IsBypassed(Uri host) => true;
}
