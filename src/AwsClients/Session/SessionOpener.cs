using AwsClients.Credentials;
using AwsClients.Endpoints;
using AwsClients.Profiles;
using AwsClients.Transport;
using AwsClients.Trust;
using Microsoft.Extensions.Logging;

namespace AwsClients.Session;

/// <summary>The steps that open a session, in order: files, region, endpoints, credentials, role.</summary>
internal sealed class SessionOpener(AwsSessionOptions options, AwsEnvironment environment, ILogger log, TimeProvider time)
{
    // The host waits a minute for a plugin's first answer: fetching credentials must leave room for more.
    private static readonly TimeSpan _fetchTimeout = TimeSpan.FromSeconds(30);

    public async Task<SessionParts> OpenAsync(CancellationToken cancellationToken)
    {
        var files = SharedFiles.Read(options, environment);
        var profile = files.Profile;
        var http = new SessionHttp(time, new ServerTrust(Authorities.ForAws(environment, profile)));
        var metadataHttp = new MetadataHttp(time, new ServerTrust(Authorities.OfSystem(environment)));
        try
        {
            var metadata = new InstanceMetadata(metadataHttp, environment, profile);
            var region = await new RegionFinder(options, environment, files, metadata).FindAsync(cancellationToken).ConfigureAwait(false);
            var services = profile?["services"] is { } name ? files.Section("services", name) : null;
            var endpoints = new EndpointSettings(environment, profile, services);
            var clients = new ClientFactory(region, endpoints, MaxAttempts.Read(environment, profile), http);
            var context = new CredentialContext(environment, clients, metadata, metadataHttp, time, log);
            var found = await new CredentialChain(options, files, context).FindAsync(cancellationToken).ConfigureAwait(false);
            await FetchAsync(found, cancellationToken).ConfigureAwait(false);
            if (options.RoleArn is { } arn)
            {
                found = InRole(arn, found, context);
                await FetchAsync(found, cancellationToken).ConfigureAwait(false);
            }

            log.SessionOpened(region, found.Source);
            return new SessionParts(clients, new SessionCredentials(found), http, metadataHttp, log);
        }
        catch
        {
            http.Dispose();
            metadataHttp.Dispose();
            throw;
        }
    }

    private FoundCredentials InRole(string arn, FoundCredentials found, CredentialContext context)
    {
        var role = new RoleToAssume(arn, options.RoleSessionName ?? context.DefaultRoleSessionName, options.ExternalId);
        var sts = context.Clients.Sts(found.Credentials);
        return new FoundCredentials($"role {arn}, assumed with {found.Source}", new AssumedRoleCredentials(sts, role, time, log));
    }

    private async Task FetchAsync(FoundCredentials found, CancellationToken cancellationToken)
    {
        try
        {
            await found.Credentials.GetCredentialsAsync().WaitAsync(_fetchTimeout, time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException e)
        {
            throw found.Refused($"no answer within {_fetchTimeout.TotalSeconds} s", e);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw found.Refused(Failure.Text(e), e);
        }
    }
}
