using Amazon.Runtime;

namespace AwsClients.AutoScaling;

/// <summary>AWS accepted the capacity; launching comes later.</summary>
public sealed class SetDesiredCapacityResponse : AmazonWebServiceResponse;
