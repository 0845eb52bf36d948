using AwsClients.Transport;
using Microsoft.Extensions.Logging;

namespace AwsClients.Session;

/// <summary>What an open session is made of.</summary>
internal sealed record SessionParts(ClientFactory Clients, SessionCredentials Credentials, SessionNetwork Network, ILogger Log);
