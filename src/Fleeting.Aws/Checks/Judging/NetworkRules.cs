using Amazon.EC2.Model;
using Fleeting.Aws.Checks.Reading;
using Fleeting.Aws.Checks.Reporting;

namespace Fleeting.Aws.Checks.Judging;

/// <summary>The way from the runner to an instance, as far as AWS's settings tell.</summary>
internal static class NetworkRules
{
    private const string AnyProtocol = "-1";

    public static IReadOnlyList<Rule> All { get; } =
    [
        Rule.OnFound(
            "security-groups", facts => facts.SecurityGroups, "Name security groups that exist in the launch template", SecurityGroups),
        Rule.OnFound("subnets", facts => facts.Subnets, "Give the group subnets that exist", Subnets),
        Rule.OnFound(
            "instance-connect", facts => facts.InstanceConnect, "Check the FIPS and dual-stack settings: Instance Connect has to have such an endpoint",
            (facts, reach) => !facts.Connector.UseStaticCredentials && facts.Connector.Protocol == ConnectorProtocol.Ssh && reach.Problem is { } problem
                ? Verdict.Wrong(
                    $"{reach.Endpoint.Authority} cannot be reached, so no key gets to an instance: {problem}",
                    "Let the runner reach it, use a region that has Instance Connect, or set use_static_credentials")
                : Verdict.Well(reach.Problem is null ? $"{reach.Endpoint.Authority} answers" : "it is not needed for these credentials")),
    ];

    private static Verdict SecurityGroups(Facts facts, IReadOnlyList<SecurityGroup> groups)
    {
        var port = ConnectorPort.Of(facts.Connector);
        var names = string.Join(", ", groups.Select(group => group.GroupId));
        var permissions = groups.SelectMany(group => group.IpPermissions ?? []);
        var sources = permissions.Where(permission => Covers(permission, port)).SelectMany(Sources).Distinct().ToList();
        var first = groups.Count > 0 ? groups[0].GroupId : "GROUP";
        return sources.Count == 0
            ? Verdict.Wrong(
                $"{(groups.Count == 0 ? "there is no security group, so nobody is let" : $"{names} let nobody")} in on TCP port {port}",
                $"aws ec2 authorize-security-group-ingress --region {facts.Region.Value} --group-id {first} --protocol tcp --port {port} --cidr RUNNER/32")
            : Verdict.Well($"{names}: TCP port {port} is open to {string.Join(", ", sources)}");
    }

    private static bool Covers(IpPermission permission, int port) =>
        permission.IpProtocol == AnyProtocol
        || (permission.IpProtocol is "tcp" or "6" && permission.FromPort <= port && permission.ToPort >= port);

    private static IEnumerable<string> Sources(IpPermission permission) =>
        (permission.Ipv4Ranges ?? []).Select(range => range.CidrIp)
            .Concat((permission.Ipv6Ranges ?? []).Select(range => range.CidrIpv6))
            .Concat((permission.PrefixListIds ?? []).Select(list => list.Id))
            .Concat((permission.UserIdGroupPairs ?? []).Select(pair => pair.GroupId));

    private static Verdict Subnets(Facts facts, IReadOnlyList<Subnet> subnets)
    {
        var native = subnets.Where(subnet => subnet.Ipv6Native == true).Select(subnet => subnet.SubnetId).ToList();
        return native.Count == 0
            ? Verdict.Well($"{string.Join(", ", subnets.Select(subnet => subnet.SubnetId))} give IPv4 addresses")
            : Verdict.Warning(
                $"{string.Join(", ", native)} give IPv6 addresses only, so the runner must have IPv6",
                "See that the runner has a route over IPv6 to them, or give the group subnets with IPv4");
    }
}
