using AwsClients.AutoScaling;
using AwsClients.Session;
using Fleeting.Aws.Calls;

namespace Fleeting.Aws.Checks.Reading;

/// <summary>Tries the IAM actions of the plugin that no other read has tried, where that changes nothing.</summary>
internal sealed class AccessProbe(AwsSession session, GroupScope scope, FactCalls calls)
{
    private const string NoDryRun = "Auto Scaling has no dry run of it, and trying it would change the group";

    public async Task TryAsync(Facts facts, CancellationToken cancellationToken)
    {
        calls.Leave(AwsAction.SetDesiredCapacity, NoDryRun);
        calls.Leave(AwsAction.TerminateInstanceInAutoScalingGroup, NoDryRun);
        calls.Leave(AwsAction.SendSSHPublicKey, "Instance Connect has no dry run of it; --connect i-… sends a key");
        if (facts.Group.Value is null)
        {
            calls.Leave(AwsAction.DescribeScalingActivities, "there is no group to ask about");
        }

        await Task.WhenAll(
            calls.ReadAsync(
                AwsAction.DescribeAutoScalingInstances, $"list the instances of {scope}",
                end => session.AutoScaling.DescribeAutoScalingInstancesAsync(new DescribeAutoScalingInstancesRequest { MaxRecords = 1 }, end),
                cancellationToken),
            calls.DryRunAsync(
                AwsAction.DescribeInstances, end => session.Ec2.DescribeInstancesAsync(new() { DryRun = true }, end), cancellationToken),
            calls.DryRunAsync(
                AwsAction.DescribeSpotInstanceRequests, end => session.Ec2.DescribeSpotInstanceRequestsAsync(new() { DryRun = true }, end), cancellationToken),
            TryPasswordAsync(facts, cancellationToken)).ConfigureAwait(false);
    }

    // IAM may allow it for the group's instances alone.
    private async Task TryPasswordAsync(Facts facts, CancellationToken cancellationToken)
    {
        if (facts.Group.Value?.Instances.FirstOrDefault()?.InstanceId is { } id)
        {
            await calls.DryRunAsync(
                AwsAction.GetPasswordData, end => session.Ec2.GetPasswordDataAsync(new() { InstanceId = id, DryRun = true }, end), cancellationToken)
                .ConfigureAwait(false);
        }
        else
        {
            calls.Leave(AwsAction.GetPasswordData, "the group has no instance to ask about");
        }
    }
}
