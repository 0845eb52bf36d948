using System.Globalization;
using System.Text;

namespace Micro;

/// <summary>Answers of AWS with N instances, with all that AWS says of each.</summary>
internal static class Answers
{
    /// <summary>DescribeAutoScalingGroups: one group with its instances.</summary>
    public static byte[] Group(int instances) => Encoding.UTF8.GetBytes(
        $"""
        <DescribeAutoScalingGroupsResponse xmlns="http://autoscaling.amazonaws.com/doc/2011-01-01/"><DescribeAutoScalingGroupsResult>
        <AutoScalingGroups><member><AutoScalingGroupName>ci</AutoScalingGroupName><MinSize>0</MinSize><MaxSize>{instances}</MaxSize>
        <DesiredCapacity>{instances}</DesiredCapacity><Instances>{Each(instances, GroupInstance)}</Instances><SuspendedProcesses/>
        <NewInstancesProtectedFromScaleIn>true</NewInstancesProtectedFromScaleIn></member></AutoScalingGroups>
        </DescribeAutoScalingGroupsResult><ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></DescribeAutoScalingGroupsResponse>
        """);

    /// <summary>DescribeInstances: one reservation with its instances.</summary>
    public static byte[] Instances(int instances) => Encoding.UTF8.GetBytes(
        $"""
        <DescribeInstancesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15"><reservationSet><item><reservationId>r-1</reservationId>
        <instancesSet>{Each(instances, Ec2Instance)}</instancesSet></item></reservationSet></DescribeInstancesResponse>
        """);

    /// <summary>The Nth instance's id, as long as AWS's are.</summary>
    public static string Id(int number) => "i-" + number.ToString("x17", CultureInfo.InvariantCulture);

    private static string Each(int instances, Func<int, string> write) => string.Concat(Enumerable.Range(0, instances).Select(write));

    private static string GroupInstance(int number) =>
        $"""
        <member><InstanceId>{Id(number)}</InstanceId><InstanceType>m7i.large</InstanceType><AvailabilityZone>us-east-1a</AvailabilityZone>
        <LifecycleState>InService</LifecycleState><HealthStatus>Healthy</HealthStatus><LaunchTemplate>
        <LaunchTemplateId>lt-3de912eecb302e7c6</LaunchTemplateId><LaunchTemplateName>ci</LaunchTemplateName><Version>1</Version></LaunchTemplate>
        <ProtectedFromScaleIn>true</ProtectedFromScaleIn></member>
        """;

    private static string Ec2Instance(int number) =>
        $"""
        <item><instanceId>{Id(number)}</instanceId><imageId>ami-1e749f67</imageId><instanceState><code>16</code><name>running</name></instanceState>
        <privateDnsName>ip-172-31-0-5.ec2.internal</privateDnsName><dnsName>ec2-54-214-234-210.compute-1.amazonaws.com</dnsName><reason/>
        <amiLaunchIndex>1</amiLaunchIndex><productCodes/><instanceType>m7i.large</instanceType><launchTime>2026-11-24T08:05:50.000Z</launchTime>
        <placement><groupName/><tenancy>default</tenancy><availabilityZone>us-east-1a</availabilityZone></placement>
        <monitoring><state>disabled</state></monitoring><subnetId>subnet-281e2cd6d8574ce41</subnetId><vpcId>vpc-de5d00ebe4f5c62c6</vpcId>
        <privateIpAddress>172.31.0.5</privateIpAddress><ipAddress>54.214.234.210</ipAddress><architecture>x86_64</architecture>
        <blockDeviceMapping><item><deviceName>/dev/sda1</deviceName><ebs><attachTime>2026-11-24T08:05:50.000Z</attachTime>
        <deleteOnTermination>true</deleteOnTermination><status>attached</status><volumeId>vol-c48be0260a8908f30</volumeId></ebs></item></blockDeviceMapping>
        <networkInterfaceSet><item><attachment><attachmentId>eni-attach-9e6ea7ca40787f62c</attachmentId><deviceIndex>0</deviceIndex></attachment>
        <groupSet><item><groupId>sg-5d6468462cc7b79c3</groupId><groupName>default</groupName></item></groupSet><ipv6AddressesSet/>
        <networkInterfaceId>eni-76a083b70d5625d5d</networkInterfaceId><privateIpAddress>172.31.0.5</privateIpAddress></item></networkInterfaceSet>
        <tagSet><item><key>aws:ec2launchtemplate:id</key><value>lt-3de912eecb302e7c6</value></item><item><key>aws:autoscaling:groupName</key>
        <value>ci</value></item></tagSet><virtualizationType>hvm</virtualizationType></item>
        """;
}
