namespace AwsSimulator.Cloud;

/// <summary>Why launches of a group fail, in AWS's words; <see cref="All"/> has one of each class.</summary>
/// <param name="Message">The StatusMessage of the activity.</param>
public sealed record LaunchFailure(string Message)
{
    /// <summary>Only launches in this zone fail, such as us-east-1a; the group then tries its other zones. Null (the default): all.</summary>
    public string? Zone { get; init; }

    /// <summary>
    /// Whether there is an instance first: it is Pending for the group's launch time, then gone, and its activity Cancelled. Default
    /// false: there never is one, and the activity is Failed at once.
    /// </summary>
    public bool AfterPending { get; init; }

    /// <summary>
    /// By a name for each class: <c>capacity</c>, <c>spot-capacity</c>, <c>price</c>, <c>quota</c>, <c>spot-quota</c>, <c>addresses</c>,
    /// <c>image</c>, <c>template</c>, <c>type</c>, <c>role</c>, <c>kms</c> (after Pending). In both of AWS's grammars: CreateFleet's with
    /// a code, and a bare sentence.
    /// </summary>
    public static IReadOnlyDictionary<string, LaunchFailure> All { get; } = new Dictionary<string, LaunchFailure>
    {
        ["capacity"] = new("We currently do not have sufficient t3.micro capacity in the Availability Zone you requested (us-east-1a). Our system will be working on provisioning additional capacity. You can currently get t3.micro capacity by not specifying an Availability Zone in your request or choosing us-east-1b, us-east-1c. Launching EC2 instance failed."),
        ["spot-capacity"] = new("Could not launch Spot Instances. UnfulfillableCapacity - Unable to fulfill capacity due to your request configuration. Please adjust your request and try again. Launching EC2 instance failed."),
        ["price"] = new("Could not launch Spot Instances. SpotMaxPriceTooLow - Your Spot request price of 0.001 is lower than the minimum required Spot request fulfillment price of 0.0031. Launching EC2 instance failed."),
        ["quota"] = new("Could not launch On-Demand Instances. VcpuLimitExceeded - You have requested more vCPU capacity than your current vCPU limit of 8 allows for the instance bucket that the specified instance type belongs to. Please visit http://aws.amazon.com/contact-us/ec2-request to request an adjustment to this limit. Launching EC2 instance failed."),
        ["spot-quota"] = new("Could not launch Spot Instances. MaxSpotInstanceCountExceeded - Max spot instance count exceeded. Launching EC2 instance failed."),
        ["addresses"] = new("Could not launch On-Demand Instances. InsufficientFreeAddressesInSubnet - There are not enough free addresses in subnet 'subnet-0123456789abcdef0' to satisfy the requested number of instances. Launching EC2 instance failed."),
        ["image"] = NoImage("ami-0123456789abcdef0"),
        ["template"] = NoLaunchTemplate("lt-0123456789abcdef0"),
        ["type"] = new("Your requested instance type (t3.micro) is not supported in your requested Availability Zone (us-east-1a). Please retry your request by not specifying an Availability Zone or choosing us-east-1b, us-east-1c. Launching EC2 instance failed."),
        ["role"] = new("Value (runner) for parameter iamInstanceProfile.name is invalid. Invalid IAM Instance Profile name. Launching EC2 instance failed."),
        ["kms"] = new("Instance became unhealthy while waiting for instance to be in InService state. Termination Reason: Client.InvalidKMSKey.InvalidState: The KMS key provided is in an incorrect state") { AfterPending = true },
    };

    /// <summary>Every launch fails with this text, at once.</summary>
    public static implicit operator LaunchFailure?(string? message) => message is null ? null : new LaunchFailure(message);

    internal static LaunchFailure NoImage(string id) => new($"The image id '[{id}]' does not exist. Launching EC2 instance failed.");

    internal static LaunchFailure NoLaunchTemplate(string id) => new(
        $"Could not launch On-Demand Instances. InvalidLaunchTemplateId.NotFound - The specified launch template, with template ID {id}, does not exist. Launching EC2 instance failed.");

    internal bool Hits(string zone) => Zone is null || Zone == zone;
}
