namespace AwsSimulator.Cloud;

/// <summary>Who a security group lets in.</summary>
/// <param name="Protocol">tcp, udp or -1 for all.</param>
/// <param name="FromPort">The first port.</param>
/// <param name="ToPort">The last port.</param>
/// <param name="Cidr">From where.</param>
public sealed record IngressRule(string Protocol, int FromPort, int ToPort, string Cidr);
