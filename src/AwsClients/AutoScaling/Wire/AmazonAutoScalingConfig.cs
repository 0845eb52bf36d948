using AwsClients.Endpoints;

namespace AwsClients.AutoScaling.Wire;

/// <summary>Configuration of <see cref="AmazonAutoScalingClient"/>.</summary>
internal sealed class AmazonAutoScalingConfig()
    : RegionalServiceConfig("Auto Scaling", "autoscaling", ApiVersion, "aws-us-gov")
{
    public const string ApiVersion = "2011-01-01";
}
