using System.Text.RegularExpressions;
using Amazon.EC2.Model;
using AwsClients.Ec2;
using Fleeting.Aws.Errors;

namespace Fleeting.Aws.Connecting;

/// <summary>
/// Reads facts of instances. Questions that arrive together become one DescribeInstances: EC2 allows 20 such calls a second in a whole
/// account and region, and a fleet starts its jobs at once.
/// </summary>
internal sealed partial class InstanceFactsReader(GroupScope scope, IEc2 ec2, AwsCalls calls, TimeProvider time)
{
    /// <summary>The most ids in one call.</summary>
    internal const int BatchSize = 500;

    // Long enough for calls that were sent together to arrive, a small part of what EC2 takes to answer.
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(10);

    private readonly Lock _lock = new();
    private Batch? _gathering;

    /// <returns>Null when EC2 does not know the id: it never existed, is long gone, or is a few seconds old.</returns>
    /// <exception cref="AwsException">AWS said no.</exception>
    public async Task<InstanceFacts?> FindAsync(string instanceId, CancellationToken cancellationToken)
    {
        Batch batch;
        Task<IReadOnlyDictionary<string, InstanceFacts>> answer;
        lock (_lock)
        {
            batch = _gathering ??= new Batch();
            batch.Ids.Add(instanceId);
            if (batch.Ids.Count >= BatchSize)
            {
                batch.Full.TrySetResult();
                _gathering = null;
            }

            answer = batch.Call.JoinAsync(token => ReadAsync(batch, token), cancellationToken);
        }

        return (await answer.ConfigureAwait(false)).GetValueOrDefault(instanceId);
    }

    private async Task<IReadOnlyDictionary<string, InstanceFacts>> ReadAsync(Batch batch, CancellationToken cancellationToken)
    {
        try
        {
            await batch.Full.Task.WaitAsync(Gathering, time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // The usual case: fewer came than fit.
        }

        List<string> ids;
        lock (_lock)
        {
            _gathering = _gathering == batch ? null : _gathering;
            ids = [.. batch.Ids];
        }

        var facts = new Dictionary<string, InstanceFacts>();
        await DescribeAsync(ids, facts, cancellationToken).ConfigureAwait(false);
        return facts;
    }

    private async Task DescribeAsync(List<string> ids, Dictionary<string, InstanceFacts> facts, CancellationToken cancellationToken)
    {
        while (ids.Count > 0)
        {
            try
            {
                await DescribePagesAsync(ids, facts, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (AwsException e) when (e.Reason is ProviderErrorReason.NotFound)
            {
                // One id that EC2 does not know fails the whole call. The error names it, or several.
                var unknown = InstanceId().Matches(e.Message).Select(m => m.Value).Intersect(ids).ToList();
                if (unknown.Count == 0 && ids.Count > 1)
                {
                    var half = ids.Count / 2;
                    await DescribeAsync(ids[..half], facts, cancellationToken).ConfigureAwait(false);
                    ids = ids[half..];
                    continue;
                }

                ids = unknown.Count == 0 ? [] : [.. ids.Except(unknown)];
            }
        }
    }

    private async Task DescribePagesAsync(List<string> ids, Dictionary<string, InstanceFacts> facts, CancellationToken cancellationToken)
    {
        var request = new DescribeInstancesRequest { InstanceIds = ids };
        do
        {
            var page = await calls.RunAsync(
                AwsAction.DescribeInstances,
                ids.Count == 1 ? $"describe {ids[0]} of {scope}" : $"describe {ids.Count} instances of {scope}",
                token => ec2.DescribeInstancesAsync(request, token),
                cancellationToken).ConfigureAwait(false);
            foreach (var instance in (page.Reservations ?? []).SelectMany(r => r.Instances ?? []))
            {
                facts[instance.InstanceId] = InstanceFacts.From(instance);
            }

            request = new DescribeInstancesRequest { InstanceIds = ids, NextToken = page.NextToken };
        }
        while (!string.IsNullOrEmpty(request.NextToken));
    }

    [GeneratedRegex(@"\bi-[0-9a-f]+")]
    private static partial Regex InstanceId();

    private sealed class Batch
    {
        public HashSet<string> Ids { get; } = [];

        public TaskCompletionSource Full { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public SharedCall<IReadOnlyDictionary<string, InstanceFacts>> Call { get; } = new();
    }
}
