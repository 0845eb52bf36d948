namespace AwsSimulator.Tests.Iam;

public sealed class AccessTests
{
    private const string User = "User: arn:aws:iam::123456789012:user/runner is not authorized to perform: ";

    [Fact]
    public async Task Policy_OfTheReadme_AllowsWhatItNames()
    {
        await using var cloud = await StartAsync();

        await AllowedAsync(cloud.AutoScalingAsync("SetDesiredCapacity", ("AutoScalingGroupName", "runners"), ("DesiredCapacity", "2")));
        await AllowedAsync(cloud.AutoScalingAsync("DescribeAutoScalingInstances"));
        await AllowedAsync(cloud.Ec2Async("DescribeInstances"));
        await AllowedAsync(cloud.Ec2Async("GetPasswordData", ("InstanceId", cloud.First.Id)));
        await AllowedAsync(cloud.SendKeyAsync(cloud.First.Id, "ec2-user", OpenSshKey.Ed25519));
        await AllowedAsync(cloud.StsAsync("GetCallerIdentity"));
        await AllowedAsync(cloud.AutoScalingAsync(
            "TerminateInstanceInAutoScalingGroup", ("InstanceId", cloud.First.Id), ("ShouldDecrementDesiredCapacity", "true")));
    }

    [Fact]
    public async Task Policy_OfTheReadme_DeniesTheRest()
    {
        await using var cloud = await StartAsync();

        var groups = await cloud.AutoScalingAsync("DescribeAutoScalingGroups");
        var spot = await cloud.Ec2Async("DescribeSpotInstanceRequests");

        Assert.Equal(
            $"403 AccessDenied: {User}autoscaling:DescribeAutoScalingGroups because no identity-based policy allows the autoscaling:DescribeAutoScalingGroups action",
            groups.Error);
        Assert.Matches(
            $"^403 UnauthorizedOperation: You are not authorized to perform this operation. {User}ec2:DescribeSpotInstanceRequests because no identity-based policy allows the ec2:DescribeSpotInstanceRequests action. Encoded authorization failure message: [0-9A-Za-z+/]+$",
            spot.Error);
    }

    [Fact]
    public async Task Policy_OfTheReadme_DeniesOtherGroups()
    {
        await using var cloud = await StartAsync();
        var other = cloud.Simulator.AddGroup(new AwsSimulator.Cloud.GroupSettings { Name = "other", DesiredCapacity = 1, Sshd = false });
        var instance = other.Instances[0];

        var set = await cloud.AutoScalingAsync("SetDesiredCapacity", ("AutoScalingGroupName", "other"), ("DesiredCapacity", "2"));
        var send = await cloud.SendKeyAsync(instance.Id, "ec2-user", OpenSshKey.Ed25519);

        Assert.Equal(
            $"403 AccessDenied: {User}autoscaling:SetDesiredCapacity on resource: {other.Arn} because no identity-based policy allows the autoscaling:SetDesiredCapacity action",
            set.Error);
        Assert.Equal(
            $"400 AccessDeniedException: {User}ec2-instance-connect:SendSSHPublicKey on resource: arn:aws:ec2:us-east-1:123456789012:instance/{instance.Id} because no identity-based policy allows the ec2-instance-connect:SendSSHPublicKey action",
            send.Error);
    }

    private static async Task<TestCloud> StartAsync()
    {
        var cloud = await TestCloud.StartAsync(group => group with { DesiredCapacity = 1 });
        // The plugin's specification (its README of 2023) recommends this policy.
        cloud.Simulator.Policy = $$"""
            {
                "Version": "2012-10-17",
                "Statement": [
                    {
                        "Effect": "Allow",
                        "Action": ["autoscaling:SetDesiredCapacity", "autoscaling:TerminateInstanceInAutoScalingGroup"],
                        "Resource": "{{cloud.Group.Arn}}"
                    },
                    {
                        "Effect": "Allow",
                        "Action": ["autoscaling:DescribeAutoScalingInstances", "ec2:DescribeInstances"],
                        "Resource": "*"
                    },
                    {
                        "Effect": "Allow",
                        "Action": ["ec2:GetPasswordData", "ec2-instance-connect:SendSSHPublicKey"],
                        "Resource": "arn:aws:ec2:us-east-1:123456789012:instance/*",
                        "Condition": { "StringEquals": { "ec2:ResourceTag/aws:autoscaling:groupName": "runners" } }
                    }
                ]
            }
            """;
        return cloud;
    }

    private static async Task AllowedAsync(Task<WireReply> reply) => Assert.Equal(System.Net.HttpStatusCode.OK, (await reply).Status);
}
