using System.Collections.Concurrent;
using Fleeting.Aws.Calls;
using Fleeting.Aws.Instances;
using Fleeting.Aws.Logging;
using Fleeting.Aws.Scaling;
using Microsoft.Extensions.Logging;

namespace Fleeting.Aws.Health;

/// <summary>
/// Keeps what is known of the group's instances young while somebody asks. Who asks first reads for the whole group: one call for the
/// group, and per 500 instances one for their states and, of Spot instances, one for their requests.
/// </summary>
internal sealed class HealthReads
{
    /// <summary>Young enough to refuse what is going away, old enough that one read serves all heartbeats of a busy moment.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(3);

    private readonly KnownHealth _known;
    private readonly InstanceDescriber _describer;
    private readonly SpotStatusReader _spot;
    private readonly TimeProvider _time;
    private readonly BackgroundRead _group;
    private readonly BackgroundRead _instances;
    private readonly BackgroundRead _spotRequests;

    public HealthReads(
        GroupScope scope,
        GroupReader reader,
        KnownHealth known,
        InstanceDescriber describer,
        SpotStatusReader spot,
        AwsCalls calls,
        ILogger logger,
        TimeProvider time,
        CancellationToken closing)
    {
        (_known, _describer, _spot, _time) = (known, describer, spot, time);
        var told = new ConcurrentDictionary<string, bool>();
        _group = Read(
            token => reader.ReadRecentAsync(MaxAge, token), "heartbeats go by what else is known, or answer healthy",
            AwsAction.DescribeAutoScalingGroups, AwsAction.DescribeAutoScalingInstances);
        _instances = Read(ReadInstancesAsync, "heartbeats go by the group's own word alone", AwsAction.DescribeInstances);
        _spotRequests = Read(
            ReadSpotRequestsAsync, "a Spot instance that AWS takes back is refused only once it stops, up to two minutes later",
            AwsAction.DescribeSpotInstanceRequests);

        BackgroundRead Read(Func<CancellationToken, Task> read, string lost, params AwsAction[] actions) => new(
            async token =>
            {
                await read(token).ConfigureAwait(false);
                known.Observe();
            },
            actions,
            refusal =>
            {
                if (told.TryAdd(refusal.Action.Name, true))
                {
                    Log.HealthPartlyUnknown(logger, scope.Name, scope.Region, lost, refusal.Message);
                }
            },
            calls,
            time,
            closing);
    }

    /// <summary>Learns what there is to know of an instance now. Never takes longer than <see cref="BackgroundRead.Patience"/>, and never fails.</summary>
    public Task LookAsync(string instanceId, CancellationToken cancellationToken) =>
        WithinPatienceAsync(LookAsync(instanceId), cancellationToken);

    /// <summary>The same of its Spot request alone; nothing for an On-Demand instance.</summary>
    public Task LookAtSpotRequestAsync(string instanceId, CancellationToken cancellationToken) =>
        WithinPatienceAsync(LookAtSpotRequestAsync(instanceId), cancellationToken);

    private async Task LookAsync(string instanceId)
    {
        var group = _group.JoinAsync();
        if (!_known.IsInGroup(instanceId))
        {
            // Nothing else is asked about what may be no instance of the group.
            await group.ConfigureAwait(false);
        }

        await Task.WhenAll(group, LookAtInstanceAsync(instanceId)).ConfigureAwait(false);
    }

    private async Task LookAtInstanceAsync(string instanceId)
    {
        var state = JoinUntilAsync(
            _instances, () => _describer.Seen.WasAsked(instanceId, MaxAge) || !_known.IsInService(instanceId));
        if (_known.SpotRequestOf(instanceId) is null)
        {
            await state.ConfigureAwait(false);
        }

        await Task.WhenAll(state, LookAtSpotRequestAsync(instanceId)).ConfigureAwait(false);
    }

    private Task LookAtSpotRequestAsync(string instanceId) => _known.SpotRequestOf(instanceId) is { Length: > 0 } request
        ? JoinUntilAsync(_spotRequests, () => _spot.Seen.WasAsked(request, MaxAge))
        : Task.CompletedTask;

    /// <summary>A read that began before somebody wanted to know this may lack it; the next one has it.</summary>
    private static async Task JoinUntilAsync(BackgroundRead read, Func<bool> isKnown)
    {
        for (var reads = 0; reads < 2 && !isKnown(); reads++)
        {
            await read.JoinAsync().ConfigureAwait(false);
        }
    }

    private async Task WithinPatienceAsync(Task look, CancellationToken cancellationToken)
    {
        try
        {
            await look.WaitAsync(BackgroundRead.Patience, _time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // One read had to wait for another; whoever asks next sees which of them does not end.
        }
    }

    private Task ReadInstancesAsync(CancellationToken cancellationToken) => Task.WhenAll(
        _known.InService.Chunk(ById.BatchSize).Select(ids => _describer.DescribeAsync(ids, cancellationToken)));

    private Task ReadSpotRequestsAsync(CancellationToken cancellationToken) => Task.WhenAll(
        _describer.Seen.Ids.Select(_known.SpotRequestOf).OfType<string>().Where(request => request.Length > 0).Chunk(ById.BatchSize)
            .Select(requests => _spot.ReadAsync(requests, cancellationToken)));
}
