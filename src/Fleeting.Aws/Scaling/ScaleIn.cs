using System.Collections.Concurrent;
using AwsClients.AutoScaling;
using Fleeting.Aws.Errors;
using Microsoft.Extensions.Logging;

namespace Fleeting.Aws.Scaling;

/// <summary>Terminates instances and lowers DesiredCapacity with them.</summary>
/// <remarks>
/// By batches, as AWS has taken them since 2026-08. A batch fails whole, so when one is refused, the group is looked at: what has left
/// it is done, the rest is tried again, at last one by one. Where only that works, batches are not known there, and that is remembered.
/// </remarks>
internal sealed class ScaleIn(
    GroupScope scope, GroupReader reader, IAutoScaling autoScaling, AwsCalls calls, DesiredCapacity desiredCapacity, ILogger logger)
{
    // TerminateInstanceInAutoScalingGroup: InstanceIds, at most 100.
    private const int BatchSize = 100;

    // Auto Scaling has one unpublished rate limit for all calls of an account: a few at once are fast enough and leave room.
    private const int SinglesAtOnce = 8;

    private volatile bool _singlyOnly;

    /// <summary>Terminates each id; those that have left the group already count as succeeded.</summary>
    public async Task<InstancesResult> DecreaseAsync(IReadOnlyList<string> instanceIds, CancellationToken cancellationToken)
    {
        using var change = await desiredCapacity.BeginChangeAsync(cancellationToken).ConfigureAwait(false);
        var outcome = new TerminationOutcome();
        foreach (var batch in instanceIds.Distinct().Chunk(BatchSize))
        {
            if (outcome.GroupRefusal is { } refusal)
            {
                outcome.Failed(batch, refusal);
                continue;
            }

            await TerminateAsync(batch, outcome, cancellationToken).ConfigureAwait(false);
        }

        desiredCapacity.Lower(outcome.Terminated);
        reader.Outdate();
        return outcome.ToResult(scope);
    }

    private async Task TerminateAsync(string[] instanceIds, TerminationOutcome outcome, CancellationToken cancellationToken)
    {
        var refused = false;
        while (instanceIds.Length > 1 && !_singlyOnly)
        {
            try
            {
                await CallAsync(
                    $"terminate {instanceIds.Length} instances of {scope}",
                    new() { AutoScalingGroupName = scope.Name, InstanceIds = [.. instanceIds] },
                    cancellationToken).ConfigureAwait(false);
                outcome.Succeeded(instanceIds);
                return;
            }
            catch (AwsException e) when (e.IsRefusal)
            {
                refused = true;
                var gone = await GoneAsync(instanceIds, cancellationToken).ConfigureAwait(false);
                outcome.AlreadyGone(gone);
                instanceIds = [.. instanceIds.Except(gone)];
                if (gone.Count == 0)
                {
                    break;
                }
            }
            catch (AwsException e)
            {
                outcome.Failed(instanceIds, e);
                return;
            }
        }

        var allDone = await TerminateSinglyAsync(instanceIds, outcome, cancellationToken).ConfigureAwait(false);
        if (refused && allDone && instanceIds.Length > 1)
        {
            _singlyOnly = true;
            Log.BatchTerminationUnknown(logger, scope.Name, scope.Region);
        }
    }

    /// <returns>Whether AWS took every one of them.</returns>
    private async Task<bool> TerminateSinglyAsync(string[] instanceIds, TerminationOutcome outcome, CancellationToken cancellationToken)
    {
        var refusals = new ConcurrentDictionary<string, AwsException>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = SinglesAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(instanceIds, options, async (id, token) =>
        {
            if (outcome.GroupRefusal is { } refusal)
            {
                outcome.Failed([id], refusal);
                return;
            }

            try
            {
                await CallAsync($"terminate {id} of {scope}", new() { InstanceId = id }, token).ConfigureAwait(false);
                outcome.Succeeded([id]);
            }
            catch (AwsException e) when (!TerminationOutcome.IsAboutTheGroup(e))
            {
                refusals[id] = e;
            }
            catch (AwsException e)
            {
                outcome.Failed([id], e);
            }
        }).ConfigureAwait(false);

        if (refusals.IsEmpty)
        {
            return outcome.GroupRefusal is null;
        }

        var gone = await GoneAsync(refusals.Keys, cancellationToken).ConfigureAwait(false);
        outcome.AlreadyGone(gone);
        foreach (var (id, refusal) in refusals.ExceptBy(gone, r => r.Key))
        {
            outcome.Failed([id], refusal);
        }

        return false;
    }

    /// <summary>Which of these the group no longer has, or is already letting go: the group's word, not the wording of an error.</summary>
    private async Task<IReadOnlyCollection<string>> GoneAsync(IEnumerable<string> instanceIds, CancellationToken cancellationToken)
    {
        try
        {
            var snapshot = await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            return [.. instanceIds.Where(id => !snapshot.Instances.TryGetValue(id, out var instance) || instance.IsLeaving)];
        }
        catch (ProviderException e)
        {
            Log.CannotTellWhatIsGone(logger, scope.Name, scope.Region, e.Message);
            return [];
        }
    }

    private Task<TerminateInstanceInAutoScalingGroupResponse> CallAsync(
        string what, TerminateInstanceInAutoScalingGroupRequest request, CancellationToken cancellationToken)
    {
        request.ShouldDecrementDesiredCapacity = true;
        return calls.RunAsync(
            AwsAction.TerminateInstanceInAutoScalingGroup,
            what,
            token => autoScaling.TerminateInstanceInAutoScalingGroupAsync(request, token),
            cancellationToken);
    }
}
