using AwsClients.AutoScaling;
using Fleeting.Aws.Calls;
using Fleeting.Aws.Logging;
using Fleeting.Errors;
using Microsoft.Extensions.Logging;

namespace Fleeting.Aws.Scaling;

/// <summary>
/// Reads the group and enters what it read in the ledger. DescribeAutoScalingGroups is the way; where it is denied (the policy of 2023 does
/// not grant it) the instances are listed by DescribeAutoScalingInstances, and the group's properties stay unknown.
/// </summary>
internal sealed class GroupReader(
    GroupScope scope, IAutoScaling autoScaling, AwsCalls calls, CapacityLedger ledger, ILogger logger, TimeProvider time)
{
    // DescribeAutoScalingInstances: MaxRecords, at most 50.
    private const int InstancesPerPage = 50;

    private readonly UnknownStates _unknownStates = new(scope, logger);
    private readonly SharedCall<GroupSnapshot> _sharedRead = new();
    private long _outdatedAt = long.MinValue;
    private volatile bool _groupsDenied;

    /// <summary>The newest snapshot; null before the first.</summary>
    public GroupSnapshot? Last => ledger.Last;

    /// <summary>Reads the group now.</summary>
    /// <exception cref="AwsException">The group does not exist, or AWS said no.</exception>
    public async Task<GroupSnapshot> ReadAsync(CancellationToken cancellationToken)
    {
        var readAt = time.GetTimestamp();
        if (!_groupsDenied)
        {
            try
            {
                return ledger.Observe(await DescribeGroupAsync(readAt, cancellationToken).ConfigureAwait(false));
            }
            catch (AwsException e) when (e.Reason is ProviderErrorReason.PermissionDenied)
            {
                var snapshot = await ListInstancesAsync(readAt, e, cancellationToken).ConfigureAwait(false);
                _groupsDenied = true;
                Log.GroupPropertiesDenied(logger, scope.Name, scope.Region, e.Message);
                return ledger.Observe(snapshot);
            }
        }

        return ledger.Observe(await ListInstancesAsync(readAt, null, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>The group was changed: the last snapshot no longer counts as recent.</summary>
    public void Outdate() => Interlocked.Exchange(ref _outdatedAt, time.GetTimestamp());

    /// <summary>The last snapshot when it is young enough, else one fresh read that all who ask meanwhile share.</summary>
    public Task<GroupSnapshot> ReadRecentAsync(TimeSpan maxAge, CancellationToken cancellationToken) =>
        Last is { } last && last.ReadAt > Interlocked.Read(ref _outdatedAt) && time.GetElapsedTime(last.ReadAt) <= MaxAge(last, maxAge)
            ? Task.FromResult(last)
            : _sharedRead.JoinAsync(ReadAsync, cancellationToken);

    // What one read lacked, the next one tells: it is not put off.
    private static TimeSpan MaxAge(GroupSnapshot snapshot, TimeSpan maxAge) =>
        snapshot.HasMissing && maxAge > InstanceHistory.Confirmation ? InstanceHistory.Confirmation : maxAge;

    private async Task<GroupSnapshot> DescribeGroupAsync(long readAt, CancellationToken cancellationToken)
    {
        var request = new DescribeAutoScalingGroupsRequest { AutoScalingGroupNames = [scope.Name] };
        var response = await calls.RunAsync(
            AwsAction.DescribeAutoScalingGroups,
            $"read {scope}",
            token => autoScaling.DescribeAutoScalingGroupsAsync(request, token),
            cancellationToken).ConfigureAwait(false);

        var group = response.AutoScalingGroups.FirstOrDefault(g => g.AutoScalingGroupName == scope.Name)
            ?? throw new GroupNotFoundException(scope);
        return new GroupSnapshot
        {
            ReadAt = readAt,
            Instances = Index(group.Instances.Count, group.Instances.Select(i => (i.InstanceId, i.LifecycleState, i.HealthStatus, i.WeightedCapacity))),
            Properties = GroupProperties.Of(group),
        };
    }

    private async Task<GroupSnapshot> ListInstancesAsync(long readAt, AwsException? denied, CancellationToken cancellationToken)
    {
        var instances = new List<AutoScalingInstanceDetails>();
        try
        {
            await calls.RunPagesAsync(
                AwsAction.DescribeAutoScalingInstances,
                $"list the instances of {scope}",
                async (token, end) =>
                {
                    var request = new DescribeAutoScalingInstancesRequest { MaxRecords = InstancesPerPage, NextToken = token };
                    var page = await autoScaling.DescribeAutoScalingInstancesAsync(request, end).ConfigureAwait(false);
                    instances.AddRange(page.AutoScalingInstances.Where(i => i.AutoScalingGroupName == scope.Name));
                    return page.NextToken;
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (AwsException e) when (denied is not null && e.Reason is ProviderErrorReason.PermissionDenied)
        {
            // The one that a new policy should have is the one to tell.
            throw denied;
        }

        return new GroupSnapshot
        {
            ReadAt = readAt,
            Instances = Index(instances.Count, instances.Select(i => (i.InstanceId, i.LifecycleState, i.HealthStatus, i.WeightedCapacity))),
        };
    }

    private Dictionary<string, GroupInstance> Index(
        int count, IEnumerable<(string? Id, string? LifecycleState, string? HealthStatus, string? Weight)> instances)
    {
        var index = new Dictionary<string, GroupInstance>(count);
        foreach (var (id, lifecycleState, healthStatus, weight) in instances)
        {
            if (id is not null)
            {
                index[id] = new GroupInstance(
                    id, _unknownStates.Translate(id, lifecycleState ?? ""), lifecycleState ?? "", healthStatus ?? "", GroupProperties.Weight(weight) ?? 1);
            }
        }

        return index;
    }
}
