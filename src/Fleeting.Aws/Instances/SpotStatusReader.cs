using Amazon.EC2.Model;
using AwsClients.Ec2;
using Fleeting.Aws.Calls;

namespace Fleeting.Aws.Instances;

/// <summary>Asks EC2 for the status of Spot requests, and remembers what it said last.</summary>
internal sealed class SpotStatusReader(GroupScope scope, IEc2 ec2, AwsCalls calls, TimeProvider time)
{
    /// <summary>Status codes by request id, for example <c>fulfilled</c>.</summary>
    public LastSeen<string> Seen { get; } = new(time);

    /// <summary>Asks about these, at most <see cref="ById.BatchSize"/>. Never about all: unfiltered calls have a smaller rate limit.</summary>
    /// <exception cref="AwsException">AWS said no.</exception>
    public async Task ReadAsync(IReadOnlyCollection<string> requestIds, CancellationToken cancellationToken)
    {
        var askedAt = time.GetTimestamp();
        var answer = new Dictionary<string, string>();
        await ById.AskAsync([.. requestIds], async ids =>
        {
            foreach (var (id, status) in await DescribeAsync(ids, cancellationToken).ConfigureAwait(false))
            {
                answer[id] = status;
            }
        }).ConfigureAwait(false);
        foreach (var id in requestIds)
        {
            Seen.Put(id, answer.GetValueOrDefault(id), askedAt);
        }
    }

    private async Task<List<(string Id, string Status)>> DescribeAsync(List<string> ids, CancellationToken cancellationToken)
    {
        var statuses = new List<(string, string)>(ids.Count);
        await calls.RunPagesAsync(
            AwsAction.DescribeSpotInstanceRequests,
            $"read the status of {ids.Count} Spot requests of {scope}",
            async (token, end) =>
            {
                var request = new DescribeSpotInstanceRequestsRequest { SpotInstanceRequestIds = ids, NextToken = token };
                var page = await ec2.DescribeSpotInstanceRequestsAsync(request, end).ConfigureAwait(false);
                statuses.AddRange(
                    from spot in page.SpotInstanceRequests ?? []
                    where spot.Status?.Code is not null
                    select (spot.SpotInstanceRequestId, spot.Status.Code));
                return page.NextToken;
            },
            cancellationToken).ConfigureAwait(false);
        return statuses;
    }
}
