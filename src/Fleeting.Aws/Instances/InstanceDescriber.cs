using Amazon.EC2.Model;
using AwsClients.Ec2;
using Fleeting.Aws.Calls;

namespace Fleeting.Aws.Instances;

/// <summary>Asks EC2 for facts of instances, and remembers what it said last.</summary>
internal sealed class InstanceDescriber(GroupScope scope, IEc2 ec2, AwsCalls calls, TimeProvider time)
{
    public LastSeen<InstanceFacts> Seen { get; } = new(time);

    /// <summary>
    /// Asks about these, at most <see cref="ById.BatchSize"/>. What EC2 does not know is not in the answer: it never existed, is long gone,
    /// or is a few seconds old.
    /// </summary>
    /// <exception cref="AwsException">AWS said no.</exception>
    public async Task<IReadOnlyDictionary<string, InstanceFacts>> DescribeAsync(
        IReadOnlyCollection<string> instanceIds, CancellationToken cancellationToken)
    {
        var askedAt = time.GetTimestamp();
        var answer = new Dictionary<string, InstanceFacts>();
        await ById.AskAsync([.. instanceIds], async ids =>
        {
            foreach (var facts in await DescribePagesAsync(ids, cancellationToken).ConfigureAwait(false))
            {
                answer[facts.Id] = facts;
            }
        }).ConfigureAwait(false);
        foreach (var id in instanceIds)
        {
            Seen.Put(id, answer.GetValueOrDefault(id), askedAt);
        }

        return answer;
    }

    private async Task<List<InstanceFacts>> DescribePagesAsync(List<string> ids, CancellationToken cancellationToken)
    {
        var facts = new List<InstanceFacts>(ids.Count);
        await calls.RunPagesAsync(
            AwsAction.DescribeInstances,
            ids.Count == 1 ? $"describe {ids[0]} of {scope}" : $"describe {ids.Count} instances of {scope}",
            async (token, end) =>
            {
                var request = new DescribeInstancesRequest { InstanceIds = ids, NextToken = token };
                var page = await ec2.DescribeInstancesAsync(request, end).ConfigureAwait(false);
                facts.AddRange((page.Reservations ?? []).SelectMany(r => r.Instances ?? []).Select(InstanceFacts.From));
                return page.NextToken;
            },
            cancellationToken).ConfigureAwait(false);
        return facts;
    }
}
