using AwsSimulator.Iam;

namespace AwsSimulator.Tests.Iam;

public sealed class PolicyDocumentTests
{
    private static readonly Dictionary<string, string> _noTags = [];

    [Theory]
    [InlineData("ec2:DescribeInstances", "ec2:DescribeInstances", true)]
    [InlineData("ec2:describeinstances", "ec2:DescribeInstances", true)]
    [InlineData("ec2:Describe*", "ec2:DescribeInstances", true)]
    [InlineData("*", "ec2:DescribeInstances", true)]
    [InlineData("autoscaling:*", "ec2:DescribeInstances", false)]
    [InlineData("ec2:DescribeInstance", "ec2:DescribeInstances", false)]
    [InlineData("ec2:DescribeInstance?", "ec2:DescribeInstances", true)]
    public void Allows_ByAction_FollowsWildcards(string pattern, string action, bool expected) =>
        Assert.Equal(expected, Policy("Allow", pattern, "*").Allows(action, "*", _noTags));

    [Theory]
    [InlineData("*", true)]
    [InlineData("arn:aws:ec2:us-east-1:123456789012:instance/*", true)]
    [InlineData("arn:aws:ec2:*:*:instance/i-1", true)]
    [InlineData("arn:aws:ec2:us-east-1:123456789012:instance/i-2", false)]
    [InlineData("arn:aws:ec2:us-east-1:123456789012:INSTANCE/*", false)]
    public void Allows_ByResource_FollowsWildcards(string pattern, bool expected) => Assert.Equal(
        expected,
        Policy("Allow", "ec2:*", pattern).Allows("ec2:GetPasswordData", "arn:aws:ec2:us-east-1:123456789012:instance/i-1", _noTags));

    [Theory]
    [InlineData("StringEquals", "group", true)]
    [InlineData("StringEquals", "gr*", false)]
    [InlineData("StringLike", "gr*", true)]
    public void Allows_ByTag_FollowsTheOperator(string operation, string value, bool expected)
    {
        var policy = PolicyDocument.Parse($$"""
            {"Statement": [{"Effect": "Allow", "Action": "ec2:*", "Resource": "*",
              "Condition": {"{{operation}}": {"ec2:ResourceTag/aws:autoscaling:groupName": "{{value}}" } } } ] }
            """);

        Dictionary<string, string> tags = new() { ["aws:autoscaling:groupName"] = "group" };
        Assert.Equal(expected, policy.Allows("ec2:GetPasswordData", "x", tags));
        Assert.False(policy.Allows("ec2:GetPasswordData", "x", _noTags));
    }

    [Fact]
    public void Allows_DeniedElsewhere_IsFalse()
    {
        var policy = PolicyDocument.Parse("""
            {"Statement": [{"Effect": "Allow", "Action": ["ec2:*"], "Resource": ["*"]},
                           {"Effect": "Deny", "Action": "ec2:GetPasswordData", "Resource": "*"}]}
            """);

        Assert.True(policy.Allows("ec2:DescribeInstances", "*", _noTags));
        Assert.False(policy.Allows("ec2:GetPasswordData", "*", _noTags));
    }

    [Theory]
    [InlineData("no json")]
    [InlineData("{}")]
    [InlineData("""{"Statement": {"Effect": "Allow", "Action": "*"}}""")]
    [InlineData("""{"Statement": {"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": {"IpAddress": {"aws:ResourceTag/x": "1"}}}}""")]
    [InlineData("""{"Statement": {"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": {"StringEquals": {"aws:SourceIp": "1"}}}}""")]
    public void Parse_WhatItCannotEnforce_IsRefused(string json)
    {
        var error = Assert.Throws<ArgumentException>(() => PolicyDocument.Parse(json));

        Assert.StartsWith("could not read the policy document: ", error.Message);
    }

    private static PolicyDocument Policy(string effect, string action, string resource) => PolicyDocument.Parse(
        $$"""{"Version": "2012-10-17", "Statement": {"Effect": "{{effect}}", "Action": "{{action}}", "Resource": "{{resource}}" } }""");
}
