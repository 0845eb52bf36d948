using AwsSimulator;
using AwsSimulator.Cloud;

namespace FleetingHost.Chaos;

/// <summary>The IAM policy that GitLab's plugin asked for in 2023: it may list instances, but not read the group.</summary>
internal static class OldPolicy
{
    public static string Of(Simulator simulator, SimulatedGroup group) => $$"""
        {
          "Version": "2012-10-17",
          "Statement": [
            {
              "Effect": "Allow",
              "Action": ["autoscaling:SetDesiredCapacity", "autoscaling:TerminateInstanceInAutoScalingGroup"],
              "Resource": "{{group.Arn}}"
            },
            {
              "Effect": "Allow",
              "Action": ["autoscaling:DescribeAutoScalingInstances", "ec2:DescribeInstances"],
              "Resource": "*"
            },
            {
              "Effect": "Allow",
              "Action": ["ec2:GetPasswordData", "ec2-instance-connect:SendSSHPublicKey"],
              "Resource": "arn:aws:ec2:{{simulator.Region}}:{{simulator.AccountId}}:instance/*",
              "Condition": { "StringEquals": { "ec2:ResourceTag/aws:autoscaling:groupName": "{{group.Name}}" } }
            }
          ]
        }
        """;
}
