using AwsClients.Credentials;
using AwsClients.Endpoints;
using AwsClients.Logging;
using AwsClients.Profiles;
using AwsClients.Transport;
using AwsClients.Trust;
using Microsoft.Extensions.Logging;

namespace AwsClients.Session;

/// <summary>The steps that open a session, in order: files, region, endpoints, credentials, role.</summary>
internal sealed class SessionOpener(AwsSessionOptions options, AwsEnvironment environment, ILogger log, TimeProvider time)
{
    public async Task<SessionParts> OpenAsync(Deadline deadline)
    {
        var files = SharedFiles.Read(options, environment);
        var profile = files.Profile;
        var network = new SessionNetwork(
            time,
            new ServerTrust(Authorities.ForAws(environment, profile)),
            new ServerTrust(Authorities.OfSystem(environment)),
            new EnvironmentProxy(environment),
            log);
        try
        {
            var metadata = new InstanceMetadata(network.Metadata, environment, profile);
            var region = await new RegionFinder(options, environment, files, metadata).FindAsync(deadline).ConfigureAwait(false);
            var services = profile?["services"] is { } name ? files.Section("services", name) : null;
            var endpoints = new EndpointSettings(environment, profile, services);
            foreach (var (place, origin) in endpoints.InTheClear(ClientFactory.ServiceIds))
            {
                log.EndpointInTheClear(place, origin);
            }

            var clients = new ClientFactory(region, endpoints, MaxAttempts.Read(environment, profile), network.Http);
            var context = new CredentialContext(environment, clients, metadata, network.Metadata, time, log, network.Closing);
            var found = await new CredentialChain(options, files, context).FindAsync(deadline).ConfigureAwait(false);
            var credentials = await FetchAsync(found, deadline).ConfigureAwait(false);
            if (options.RoleArn is { } arn)
            {
                found = InRole(arn, found.Source, credentials, context);
                credentials = await FetchAsync(found, deadline).ConfigureAwait(false);
            }

            log.SessionOpened(region, found.Source);
            return new SessionParts(clients, credentials, network, log);
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    private FoundCredentials InRole(string arn, string source, SessionCredentials credentials, CredentialContext context)
    {
        var role = new RoleToAssume(arn, options.RoleSessionName ?? context.DefaultRoleSessionName, options.ExternalId);
        var assumed = context.Renewed(new AssumedRoleSource(context.Clients.Sts(credentials), role));
        return new FoundCredentials($"role {arn}, assumed with {source}", assumed);
    }

    // Their lack is to show now, not with the first call.
    private static async Task<SessionCredentials> FetchAsync(FoundCredentials found, Deadline deadline)
    {
        var credentials = new SessionCredentials(found);
        await deadline.RunAsync(new DeadlineStep($"getting credentials from {found.Source}", credentials.Check), credentials.GetAsync).ConfigureAwait(false);
        return credentials;
    }
}
