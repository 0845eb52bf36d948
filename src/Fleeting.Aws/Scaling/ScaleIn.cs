using System.Collections.Concurrent;
using AwsClients.AutoScaling;
using Fleeting.Aws.Calls;
using Fleeting.Aws.Logging;
using Fleeting.Errors;
using Microsoft.Extensions.Logging;

namespace Fleeting.Aws.Scaling;

/// <summary>Terminates instances and lowers DesiredCapacity with them.</summary>
/// <remarks>
/// By batches, as AWS has taken them since 2026-08. A batch fails whole, so after one that failed the group is looked at: what has left it
/// is done, whether or not the answer said so, and the rest is tried again, at last one by one. Nothing is asked twice without such a look.
/// </remarks>
internal sealed class ScaleIn(
    GroupScope scope, GroupReader reader, IAutoScaling autoScaling, AwsCalls calls, CapacityLedger ledger, ILogger logger, TimeProvider time)
{
    // TerminateInstanceInAutoScalingGroup: InstanceIds, at most 100.
    private const int BatchSize = 100;

    // Auto Scaling has one unpublished rate limit for all calls of an account: a few at once are fast enough and leave room.
    private const int SinglesAtOnce = 8;

    // Where batches were not known they are tried again: it may have been an hour of trouble, and AWS learns.
    private static readonly TimeSpan _batchesUnknownFor = TimeSpan.FromMinutes(10);

    private long? _batchesUnknownSince;

    private bool KnowsBatches => _batchesUnknownSince is not { } since || time.GetElapsedTime(since) > _batchesUnknownFor;

    /// <summary>Terminates each id; those that have left the group already count as succeeded.</summary>
    public async Task<InstancesResult> DecreaseAsync(IReadOnlyList<string> instanceIds, CancellationToken cancellationToken)
    {
        using var change = await ledger.BeginChangeAsync(cancellationToken).ConfigureAwait(false);
        var outcome = new TerminationOutcome();
        try
        {
            var leaving = instanceIds.Distinct().ToLookup(id => ledger.Last?.Instances.GetValueOrDefault(id) is { IsLeaving: true });
            outcome.Succeeded([.. leaving[true]]);
            foreach (var batch in leaving[false].Chunk(BatchSize))
            {
                if (outcome.GroupRefusal is { } refusal)
                {
                    outcome.Failed(batch, refusal);
                    continue;
                }

                await TerminateAsync(batch, outcome, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            reader.Outdate();
        }

        return outcome.ToResult(scope);
    }

    private async Task TerminateAsync(IReadOnlyList<string> batch, TerminationOutcome outcome, CancellationToken cancellationToken)
    {
        var ids = batch;
        while (KnowsBatches)
        {
            var failure = await TryAsync(ids, outcome, cancellationToken).ConfigureAwait(false);
            if (failure is null)
            {
                return;
            }

            var left = await WithoutGoneAsync(ids, outcome, cancellationToken).ConfigureAwait(false);
            if (left is null || !TerminationOutcome.MayDoSingly(failure))
            {
                outcome.Failed(left ?? ids, failure);
                outcome.Notice(failure);
                return;
            }

            // Those that had gone explain the failure. Where none had, it is one of these ids, or batches as such.
            if (left.Count == ids.Count)
            {
                left = await TryFirstAsync(left, failure, outcome, cancellationToken).ConfigureAwait(false);
                await TryEachAsync(left, outcome, cancellationToken).ConfigureAwait(false);
                return;
            }

            if (left.Count == 0)
            {
                return;
            }

            ids = left;
        }

        await TryEachAsync(ids, outcome, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Terminates the first one by itself, which tells whether batches are known here.</summary>
    /// <returns>The others.</returns>
    private async Task<IReadOnlyList<string>> TryFirstAsync(
        IReadOnlyList<string> ids, AwsException failure, TerminationOutcome outcome, CancellationToken cancellationToken)
    {
        var first = ids[0];
        var others = ids.Skip(1).ToList();
        if (others.Count > 0)
        {
            if (await TryAsync([first], outcome, cancellationToken).ConfigureAwait(false) is not { } alone)
            {
                return others;
            }

            failure = alone;
            if (await WithoutGoneAsync([first], outcome, cancellationToken).ConfigureAwait(false) is { Count: 0 })
            {
                return others;
            }
        }

        if (TerminationOutcome.MayDoSingly(failure) && await TryPlainAsync(first, outcome, cancellationToken).ConfigureAwait(false) is null)
        {
            _batchesUnknownSince = time.GetTimestamp();
            Log.BatchTerminationUnknown(logger, scope.Name, scope.Region);
        }
        else
        {
            outcome.Failed([first], failure);
            outcome.Notice(failure);
        }

        return others;
    }

    private async Task TryEachAsync(IReadOnlyList<string> ids, TerminationOutcome outcome, CancellationToken cancellationToken)
    {
        var singly = !KnowsBatches;
        if (singly)
        {
            ids = await ListedAsync(ids, outcome, cancellationToken).ConfigureAwait(false);
        }

        var failures = new ConcurrentDictionary<string, AwsException>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = SinglesAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(ids, options, async (id, token) =>
        {
            var failure = outcome.GroupRefusal
                ?? await (singly ? TryPlainAsync(id, outcome, token) : TryAsync([id], outcome, token)).ConfigureAwait(false);
            if (failure is not null)
            {
                failures[id] = failure;
                outcome.Notice(failure);
            }
        }).ConfigureAwait(false);

        if (failures.IsEmpty)
        {
            return;
        }

        var left = await WithoutGoneAsync([.. failures.Keys], outcome, cancellationToken).ConfigureAwait(false);
        foreach (var id in left ?? [.. failures.Keys])
        {
            outcome.Failed([id], failures[id]);
        }
    }

    /// <summary>Calls without the group's name take any instance of the account: none goes out that the group does not list.</summary>
    private async Task<IReadOnlyList<string>> ListedAsync(
        IReadOnlyList<string> ids, TerminationOutcome outcome, CancellationToken cancellationToken)
    {
        var last = ledger.Last;
        if (last is not null && ids.All(last.Instances.ContainsKey))
        {
            return ids;
        }

        try
        {
            return WithoutGone(await reader.ReadAsync(cancellationToken).ConfigureAwait(false), ids, outcome);
        }
        catch (AwsException e)
        {
            var isListed = ids.ToLookup(id => last?.Instances.ContainsKey(id) is true);
            outcome.Failed([.. isListed[false]], e);
            return [.. isListed[true]];
        }
    }

    /// <summary>Looks which of these the group no longer has, or is already letting go: the group's word, not the wording of an error.</summary>
    /// <returns>The others; null when the group cannot be read.</returns>
    private async Task<IReadOnlyList<string>?> WithoutGoneAsync(
        IReadOnlyList<string> ids, TerminationOutcome outcome, CancellationToken cancellationToken)
    {
        try
        {
            return WithoutGone(await reader.ReadAsync(cancellationToken).ConfigureAwait(false), ids, outcome);
        }
        catch (ProviderException e)
        {
            Log.CannotTellWhatIsGone(logger, scope.Name, scope.Region, e.Message);
            return null;
        }
    }

    private static List<string> WithoutGone(GroupSnapshot snapshot, IReadOnlyList<string> ids, TerminationOutcome outcome)
    {
        var gone = ids.Where(id => !snapshot.Instances.TryGetValue(id, out var i) || i.IsLeaving || i.IsMissing).ToHashSet();
        outcome.Succeeded(gone);
        return [.. ids.Where(id => !gone.Contains(id))];
    }

    private Task<AwsException?> TryAsync(IReadOnlyList<string> ids, TerminationOutcome outcome, CancellationToken cancellationToken) =>
        CallAsync(ids, new() { AutoScalingGroupName = scope.Name, InstanceIds = [.. ids] }, outcome, cancellationToken);

    private Task<AwsException?> TryPlainAsync(string id, TerminationOutcome outcome, CancellationToken cancellationToken) =>
        CallAsync([id], new() { InstanceId = id }, outcome, cancellationToken);

    private async Task<AwsException?> CallAsync(
        IReadOnlyList<string> ids,
        TerminateInstanceInAutoScalingGroupRequest request,
        TerminationOutcome outcome,
        CancellationToken cancellationToken)
    {
        request.ShouldDecrementDesiredCapacity = true;
        try
        {
            await calls.RunAsync(
                AwsAction.TerminateInstanceInAutoScalingGroup,
                ids.Count == 1 ? $"terminate {ids[0]} of {scope}" : $"terminate {ids.Count} instances of {scope}",
                token => autoScaling.TerminateInstanceInAutoScalingGroupAsync(request, token),
                cancellationToken).ConfigureAwait(false);
        }
        catch (AwsException e)
        {
            if (e.IsOutage)
            {
                ledger.EndingInDoubt();
            }

            return e;
        }
        catch (OperationCanceledException)
        {
            ledger.EndingInDoubt();
            throw;
        }

        ledger.Ended(ids);
        outcome.Succeeded(ids);
        return null;
    }
}
