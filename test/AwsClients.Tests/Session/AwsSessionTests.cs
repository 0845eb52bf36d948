using AwsClients.InstanceConnect;
using AwsSimulator.Faults;

namespace AwsClients.Tests.Session;

/// <summary>Sessions on the simulator, which checks each signature.</summary>
public sealed class AwsSessionTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task OpenAsync_KeysInEnvironment_CallsEveryService()
    {
        await using var aws = await SimulatedAws.StartAsync();
        using var session = await aws.OpenAsync(new AwsSessionOptions());

        var groups = await session.AutoScaling.DescribeAutoScalingGroupsAsync(new() { AutoScalingGroupNames = ["group"] }, Cancel);
        var instances = await session.Ec2.DescribeInstancesAsync(new(), Cancel);
        var refused = await Assert.ThrowsAsync<AmazonEC2InstanceConnectException>(() => session.InstanceConnect.SendSSHPublicKeyAsync(
            new() { InstanceId = "i-0123456789abcdef0", InstanceOSUser = "ec2-user", SSHPublicKey = $"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI{new string('A', 43)}" }, Cancel));

        Assert.Equal("group", Assert.Single(groups.AutoScalingGroups).AutoScalingGroupName);
        Assert.NotNull(instances.ResponseMetadata.RequestId);
        Assert.Equal("EC2InstanceNotFoundException", refused.ErrorCode);
    }

    [Fact]
    public async Task TryGetAccountIdAsync_StsAnswers_IsTheAccount()
    {
        await using var aws = await SimulatedAws.StartAsync();
        using var session = await aws.OpenAsync(new AwsSessionOptions());

        Assert.Equal(aws.Simulator.AccountId, await session.TryGetAccountIdAsync(Cancel));
    }

    [Fact]
    public async Task TryGetAccountIdAsync_StsRefuses_IsNull()
    {
        await using var aws = await SimulatedAws.StartAsync();
        using var session = await aws.OpenAsync(new AwsSessionOptions());
        aws.Simulator.Faults.Add(new Fault { Action = "GetCallerIdentity", Code = "AccessDenied", Times = null });

        Assert.Null(await session.TryGetAccountIdAsync(Cancel));
    }

    [Fact]
    public async Task Call_WrongSecret_IsRefusedByTheSignature()
    {
        await using var aws = await SimulatedAws.StartAsync();
        using var session = await aws.OpenAsync(new AwsSessionOptions(), ("AWS_SECRET_ACCESS_KEY", "sesame-secret"));

        var error = await Assert.ThrowsAsync<AwsSessionException>(() => session.AutoScaling.DescribeAutoScalingGroupsAsync(new(), Cancel));

        Assert.Equal(AwsSessionErrorReason.CredentialsRejected, error.Reason);
        Assert.StartsWith(
            "AWS does not take the credentials from environment variable AWS_ACCESS_KEY_ID: The request signature we calculated does not match ",
            error.Message, StringComparison.Ordinal);
        Assert.EndsWith(
            "; check that they are valid keys, of the right account and partition, and that this machine's clock is right",
            error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("sesame-secret", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("sesame-secret", aws.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Calls_OfTwoSessions_GoEachToItsOwn()
    {
        await using var aws = await SimulatedAws.StartAsync();
        await using var other = await SimulatedAws.StartAsync();
        using var first = await aws.OpenAsync(new AwsSessionOptions());
        using var second = await other.OpenAsync(new AwsSessionOptions());

        await first.AutoScaling.DescribeAutoScalingGroupsAsync(new(), Cancel);
        await second.AutoScaling.DescribeAutoScalingGroupsAsync(new(), Cancel);

        Assert.Equal((1, 1), (aws.Simulator.Calls.All.Count, other.Simulator.Calls.All.Count));
    }
}
