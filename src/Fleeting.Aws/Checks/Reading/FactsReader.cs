using Amazon.Runtime;
using AwsClients;
using AwsClients.AutoScaling;
using AwsClients.Session;
using Fleeting.Aws.Calls;
using Fleeting.Aws.Configuration;
using Fleeting.Errors;
using Microsoft.Extensions.Logging.Abstractions;

namespace Fleeting.Aws.Checks.Reading;

/// <summary>Reads all facts, as the plugin would connect: session, identity, group, and then what belongs to the group.</summary>
internal sealed class FactsReader(CheckTarget target, TimeProvider time)
{
    private static readonly TimeSpan _sessionLimit = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan _connectLimit = TimeSpan.FromSeconds(60);

    public async Task<Facts> ReadAsync(CancellationToken cancellationToken)
    {
        var facts = new Facts { Target = target };
        if (target is not { Config: { } config, Connector: not null, Problems.Count: 0 })
        {
            return facts;
        }

        AwsSession session;
        try
        {
            using var deadline = new Deadline("check", _sessionLimit, time, cancellationToken);
            session = await AwsSession.OpenAsync(config.Session, NullLoggerFactory.Instance, time, deadline).ConfigureAwait(false);
        }
        catch (AwsSessionException e)
        {
            return WithoutSession(facts, e);
        }

        using (session)
        {
            facts = await ReadAsync(facts, session, config, cancellationToken).ConfigureAwait(false);
        }

        return target.Connect is { } instance
            ? facts with { Connection = await ConnectAsync(instance, cancellationToken).ConfigureAwait(false) }
            : facts;
    }

    private static Facts WithoutSession(Facts facts, AwsSessionException e) => e.Reason switch
    {
        AwsSessionErrorReason.NoRegion or AwsSessionErrorReason.InvalidRegion => facts with
        {
            Region = Fact<string>.Missing(e.Message),
            Credentials = Fact<string>.NotRead("there is no region"),
        },
        _ when e.MayPass => facts with { Region = Fact<string>.NotRead(e.Message), Credentials = Fact<string>.NotRead(e.Message) },
        _ => facts with { Region = Fact<string>.NotRead("there are no credentials"), Credentials = Fact<string>.Missing(e.Message) },
    };

    private async Task<Facts> ReadAsync(Facts facts, AwsSession session, PluginConfig config, CancellationToken cancellationToken)
    {
        var scope = new GroupScope(config.Name, session.Region);
        var awsCalls = new AwsCalls(scope, NullLogger.Instance, time, CancellationToken.None);
        var calls = new FactCalls(awsCalls);
        var identity = calls.ReadAsync(
            CheckAction.GetCallerIdentity,
            "ask STS for the account",
            async end =>
            {
                var who = await session.GetCallerIdentityAsync(end).ConfigureAwait(false);
                return new CallerIdentity(who.Account, who.Arn);
            },
            cancellationToken);
        var reach = ReachAsync(session, cancellationToken);
        var groups = await calls.ReadAsync(
            AwsAction.DescribeAutoScalingGroups,
            $"read {scope}",
            end => session.AutoScaling.DescribeAutoScalingGroupsAsync(new DescribeAutoScalingGroupsRequest { AutoScalingGroupNames = [scope.Name] }, end),
            cancellationToken).ConfigureAwait(false);
        var group = groups.Value?.AutoScalingGroups.FirstOrDefault(g => g.AutoScalingGroupName == scope.Name);
        facts = facts with
        {
            Region = Fact<string>.Of(session.Region),
            Credentials = Fact<string>.Of(session.CredentialsSource),
            Identity = await identity.ConfigureAwait(false),
            InstanceConnect = await reach.ConfigureAwait(false),
            Group = group is not null ? Fact<AutoScalingGroup>.Of(group)
                : groups.Value is null ? Fact<AutoScalingGroup>.NotRead(groups.Unread ?? groups.Absent!)
                : Fact<AutoScalingGroup>.Missing($"there is no {scope}"),
            Neighbours = groups.Value is not null && group is null
                ? await new NeighbourFinder(session, scope, calls).FindAsync(cancellationToken).ConfigureAwait(false)
                : null,
        };
        facts = await new SetupReader(session, scope, calls, awsCalls, time).ReadAsync(facts, cancellationToken).ConfigureAwait(false);
        if (calls.Access[AwsAction.DescribeAutoScalingGroups].IsAllowed is not null)
        {
            await new AccessProbe(session, scope, calls).TryAsync(facts, cancellationToken).ConfigureAwait(false);
        }

        return facts with { Access = calls.Access };
    }

    private static async Task<Fact<EndpointReach>> ReachAsync(AwsSession session, CancellationToken cancellationToken)
    {
        try
        {
            return Fact<EndpointReach>.Of(await session.ReachInstanceConnectAsync(cancellationToken).ConfigureAwait(false));
        }
        catch (AmazonClientException e)
        {
            return Fact<EndpointReach>.Missing(e.Message);
        }
    }

    /// <summary>The way of the plugin itself: it refuses what it would refuse a host.</summary>
    private async Task<Fact<string>> ConnectAsync(string instance, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(_connectLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        using var plugin = new AwsInstanceGroup(NullLoggerFactory.Instance, time, "", "");
        var place = instance;
        try
        {
            await plugin.InitAsync(target.Settings, either.Token).ConfigureAwait(false);
            var way = await plugin.ConnectInfoAsync(instance, either.Token).ConfigureAwait(false);
            var host = target.UseExternalAddress && way.ExternalAddress.Length > 0 ? way.ExternalAddress : way.InternalAddress;
            var port = ConnectorPort.Of(way.Connector);
            place = $"{host}:{port}";
            if (way.Connector.Protocol != ConnectorProtocol.Ssh)
            {
                return Fact<string>.NotRead($"{instance} is reached by {way.Connector.Protocol} at {place}, and only SSH servers introduce themselves");
            }

            var banner = await SshBanner.ReadAsync(host, port, either.Token).ConfigureAwait(false);
            return Fact<string>.Of($"{instance} at {place} as {way.Connector.Username}: {banner}");
        }
        catch (ConfigException e)
        {
            return Fact<string>.Missing(e.Message);
        }
        catch (ProviderException e)
        {
            return Fact<string>.Missing(e.Message);
        }
        catch (IOException e)
        {
            return Fact<string>.Missing($"could not reach the SSH server of {instance} at {place}: {e.Message.TrimEnd('.')}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Fact<string>.Missing($"could not reach {place} within {_connectLimit.TotalSeconds} s");
        }
    }
}
