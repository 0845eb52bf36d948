using Amazon.EC2.Model;
using Fleeting.Aws.Instances;

namespace Fleeting.Aws.Checks.Reading;

/// <summary>What the plugin will know of an instance that is launched from an image.</summary>
internal static class ImageFacts
{
    /// <param name="image">Null: unknown, which counts as Linux.</param>
    public static InstanceFacts Of(Image? image) => new()
    {
        Id = "",
        Architecture = image?.Architecture?.Value ?? "",
        IsWindows = string.Equals(image?.Platform?.Value, "windows", StringComparison.OrdinalIgnoreCase),
        AvailabilityZone = "",
        State = "",
        StateReason = "",
        PrivateAddress = "",
        PublicAddress = "",
        SpotRequestId = "",
        Ipv6Address = "",
    };
}
