using Amazon.Runtime;
using AwsClients;
using AwsClients.AutoScaling;
using AwsClients.Session;
using Fleeting.Aws.Calls;
using Fleeting.Aws.Configuration;

namespace Fleeting.Aws.Checks.Reading;

/// <summary>Looks for a group that is not there under similar names, and in the other regions of the partition.</summary>
internal sealed class NeighbourFinder(AwsSession session, GroupScope scope, FactCalls calls)
{
    private const int MostNames = 5;
    private const int PageSize = 100;

    private static readonly TimeSpan _regionLimit = TimeSpan.FromSeconds(10);

    // Those that every account has. The others have to be switched on, and do not take the credentials before.
    private static readonly string[] _regions =
    [
        "us-east-1", "us-east-2", "us-west-1", "us-west-2", "ca-central-1", "sa-east-1", "eu-central-1", "eu-west-1", "eu-west-2", "eu-west-3",
        "eu-north-1", "ap-south-1", "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-southeast-1", "ap-southeast-2",
    ];

    private static readonly string[][] _otherPartitions = [["cn-north-1", "cn-northwest-1"], ["us-gov-west-1", "us-gov-east-1"]];

    public async Task<Neighbours> FindAsync(CancellationToken cancellationToken)
    {
        var regions = Array.Find(_otherPartitions, partition => partition.Contains(session.Region)) ?? _regions;
        var names = FindNamesAsync(cancellationToken);
        var looks = regions.Where(region => region != session.Region)
            .Select(async region => (Region: region, Has: await HasAsync(region, cancellationToken).ConfigureAwait(false))).ToList();
        var found = await Task.WhenAll(looks).ConfigureAwait(false);
        return new Neighbours(await names.ConfigureAwait(false), [.. found.Where(look => look.Has).Select(look => look.Region)]);
    }

    private async Task<IReadOnlyList<string>> FindNamesAsync(CancellationToken cancellationToken)
    {
        var all = await calls.ReadPagesAsync(
            AwsAction.DescribeAutoScalingGroups,
            $"list the groups in {session.Region}",
            async (token, end) =>
            {
                var request = new DescribeAutoScalingGroupsRequest { IncludeInstances = false, MaxRecords = PageSize, NextToken = token };
                var page = await session.AutoScaling.DescribeAutoScalingGroupsAsync(request, end).ConfigureAwait(false);
                return (page.AutoScalingGroups.Select(group => group.AutoScalingGroupName ?? ""), page.NextToken);
            },
            cancellationToken).ConfigureAwait(false);
        return
        [
            .. (all.Value ?? []).Select(name => (Name: name, Distance: Distance(name))).Where(near => near.Distance <= Math.Max(2, scope.Name.Length / 4))
                .OrderBy(near => near.Distance).Take(MostNames).Select(near => near.Name),
        ];
    }

    private int Distance(string name) =>
        name.Contains(scope.Name, StringComparison.OrdinalIgnoreCase) || scope.Name.Contains(name, StringComparison.OrdinalIgnoreCase)
            ? 1
            : EditDistance.Between(scope.Name.ToLowerInvariant(), name.ToLowerInvariant());

    // A hint, not a check: a region that does not answer has nothing to say.
    private async Task<bool> HasAsync(string region, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_regionLimit);
        try
        {
            var request = new DescribeAutoScalingGroupsRequest { AutoScalingGroupNames = [scope.Name], IncludeInstances = false };
            var answer = await session.DescribeAutoScalingGroupsInAsync(region, request, limit.Token).ConfigureAwait(false);
            return answer.AutoScalingGroups.Exists(group => group.AutoScalingGroupName == scope.Name);
        }
        catch (Exception e) when (e is AmazonServiceException or AmazonClientException or AwsSessionException or OperationCanceledException
            && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
