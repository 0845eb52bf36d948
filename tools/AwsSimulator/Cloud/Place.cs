namespace AwsSimulator.Cloud;

/// <summary>Where everything is: what ARNs are made of.</summary>
internal sealed record Place(string Region, string AccountId)
{
    public string InstanceArn(string id) => $"arn:aws:ec2:{Region}:{AccountId}:instance/{id}";

    /// <summary>A new one at every call: the group's unique id is part of it.</summary>
    public string GroupArn(string name) =>
        $"arn:aws:autoscaling:{Region}:{AccountId}:autoScalingGroup:{Guid.NewGuid()}:autoScalingGroupName/{name}";
}
