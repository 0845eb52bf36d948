using System.Text.RegularExpressions;

namespace Fleeting.Aws.Scaling;

/// <summary>AWS's word on a launch that failed, read from a scaling activity's StatusMessage.</summary>
/// <param name="Class">What helps.</param>
/// <param name="Code">AWS's code, for example <c>UnfulfillableCapacity</c>; the class's name where the text has none.</param>
/// <param name="Words">AWS's text, on one line.</param>
internal sealed partial record LaunchFailure(LaunchFailureClass Class, string Code, string Words)
{
    // AWS promises 255 characters and has sent more.
    private const int LongestWords = 400;

    /// <summary>A person has to act: Auto Scaling's own further tries will fail as well.</summary>
    public bool IsForGood => Class is LaunchFailureClass.Template or LaunchFailureClass.Role;

    /// <summary>What to do.</summary>
    public string Advice => Class switch
    {
        LaunchFailureClass.Capacity =>
            "Auto Scaling goes on trying. Add instance types or Availability Zones to the group, or let it launch On-Demand instances as well",
        LaunchFailureClass.Price =>
            "Auto Scaling goes on trying. Take SpotMaxPrice (or the launch template's Spot price) out of the group: its default is the On-Demand price",
        LaunchFailureClass.Quota =>
            "Raise the quota in Service Quotas for this account and region, or lower max_instances in config.toml",
        LaunchFailureClass.Addresses =>
            "Give the group a larger subnet or one more, or free addresses of this one",
        LaunchFailureClass.Template =>
            "Mend the group's launch template (image, instance type, security groups, key pair); Auto Scaling tries again by itself",
        LaunchFailureClass.Role =>
            "Allow AWSServiceRoleForAutoScaling to use the KMS key of the image's volumes (key policy or grant), and check the launch template's " +
            "instance profile",
        LaunchFailureClass.Aws => "Auto Scaling goes on trying; nothing is to be done here",
        _ => "Auto Scaling goes on trying; the group's scaling activities in the console have the whole of it",
    };

    /// <summary>Two grammars: CreateFleet's "Could not launch … CODE - text" and a bare sentence.</summary>
    public static LaunchFailure Read(string statusMessage)
    {
        var words = Space().Replace(statusMessage.Trim(), " ");
        words = words.Length > LongestWords ? words[..LongestWords] + "…" : words;
        var code = Coded().Match(words) is { Success: true } match ? match.Groups["code"].Value : "";
        var byCode = ClassOf(code);
        var @class = byCode is LaunchFailureClass.Other ? ClassOfPhrase(words) : byCode;
        return new LaunchFailure(@class, code.Length > 0 ? code : @class.ToString(), words.TrimEnd('.'));
    }

    // The sources of codes and phrases: "Troubleshoot issues in Amazon EC2 Auto Scaling" of the user guide, and what users were sent.
    private static LaunchFailureClass ClassOf(string code) => code switch
    {
        "InsufficientInstanceCapacity" or "UnfulfillableCapacity" or "InsufficientHostCapacity" or "InsufficientReservedInstanceCapacity" or
            "ReservationCapacityExceeded" or "InsufficientCapacity" => LaunchFailureClass.Capacity,
        "SpotMaxPriceTooLow" => LaunchFailureClass.Price,
        "VcpuLimitExceeded" or "MaxSpotInstanceCountExceeded" or "InstanceLimitExceeded" or "Client.VolumeLimitExceeded" or "VolumeLimitExceeded" =>
            LaunchFailureClass.Quota,
        "InsufficientFreeAddressesInSubnet" => LaunchFailureClass.Addresses,
        "InvalidAMIID.NotFound" or "InvalidAMIID.Unavailable" or "InvalidLaunchTemplateId.NotFound" or "InvalidParameterCombination" or "InvalidGroup.NotFound" or
            "InvalidKeyPair.NotFound" or "InvalidSnapshot.NotFound" or "InvalidParameterValue" or "Unsupported" or "InvalidBlockDeviceMapping" =>
            LaunchFailureClass.Template,
        "Client.InternalError" or "Client.InvalidKMSKey.InvalidState" or "Client.InvalidKMSKey" or "InvalidIamInstanceProfile" or "UnauthorizedOperation" =>
            LaunchFailureClass.Role,
        "RequestLimitExceeded" or "Server.InternalError" or "InternalError" or "Unavailable" => LaunchFailureClass.Aws,
        _ => LaunchFailureClass.Other,
    };

    private static LaunchFailureClass ClassOfPhrase(string words) =>
        Says(words, "do not have sufficient", "no Spot capacity available", "insufficient capacity", "not have enough available") ? LaunchFailureClass.Capacity
        : Says(words, "lower than the minimum required Spot", "Spot request price") ? LaunchFailureClass.Price
        : Says(words, "instance(s) are already running", "quota", "limit exceeded", "more vCPU capacity than your current vCPU limit") ? LaunchFailureClass.Quota
        : Says(words, "not enough free addresses") ? LaunchFailureClass.Addresses
        : Says(words, "KMS", "iamInstanceProfile", "Authentication Failure", "not authorized to") ? LaunchFailureClass.Role
        : Says(
            words, "does not exist", "is pending, and cannot be run", "configuration is currently not supported", "not supported in your requested Availability Zone",
            "device name", "placement group", "is not valid", "launch template") ? LaunchFailureClass.Template
        : LaunchFailureClass.Other;

    private static bool Says(string words, params ReadOnlySpan<string> phrases)
    {
        foreach (var phrase in phrases)
        {
            if (words.Contains(phrase, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    [GeneratedRegex(@"(?<code>\b(?:Client|Server)\.[A-Za-z]+(?:\.[A-Za-z]+)?\b|\b[A-Z][A-Za-z]+(?:\.[A-Z][A-Za-z]+)?(?= - ))")]
    private static partial Regex Coded();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
