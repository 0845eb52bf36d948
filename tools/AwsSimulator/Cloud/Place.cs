namespace AwsSimulator.Cloud;

/// <summary>Where everything is: what ARNs are made of.</summary>
internal sealed record Place(string Region, string AccountId)
{
    public string InstanceArn(SimulatedInstance instance) => $"arn:aws:ec2:{Region}:{AccountId}:instance/{instance.Id}";
}
