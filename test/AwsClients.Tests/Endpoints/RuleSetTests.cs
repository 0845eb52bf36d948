using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using AwsClients.AutoScaling;
using AwsClients.AutoScaling.Wire;
using AwsClients.InstanceConnect;
using AwsClients.InstanceConnect.Wire;
using AwsClients.Transport;

namespace AwsClients.Tests.Endpoints;

/// <summary>Where the clients go, against AWS's own rules: every region of every partition, and some that are not born yet.</summary>
public sealed class RuleSetTests
{
    public static TheoryData<string, bool, bool> Cells
    {
        get
        {
            var data = new TheoryData<string, bool, bool>();
            foreach (var partition in RuleSet.Partitions.EnumerateArray())
            {
                var name = partition.GetProperty("id").GetString()!;
                data.Add(name, false, false);
                data.Add(name, true, false);
                data.Add(name, false, true);
                data.Add(name, true, true);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void AutoScaling_EveryRegion_GoesWhereTheRulesSay(string partition, bool fips, bool dualStack) =>
        Check(RuleSet.AutoScaling, () => new AmazonAutoScalingConfig(), new DescribeAutoScalingGroupsRequest(), partition, fips, dualStack);

    [Theory]
    [MemberData(nameof(Cells))]
    public void InstanceConnect_EveryRegion_GoesWhereTheRulesSay(string partition, bool fips, bool dualStack) =>
        Check(RuleSet.InstanceConnect, () => new AmazonEC2InstanceConnectConfig(), new SendSSHPublicKeyRequest(), partition, fips, dualStack);

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public void CustomEndpoint_WithVariants_IsUsedOrRefusedAsTheRulesSay(bool fips, bool dualStack)
    {
        var expected = RuleSet.AutoScaling.Evaluate("us-east-1", fips, dualStack, "https://proxy.example:8443/aws/");
        var config = ClosedConfig.Close(new AmazonAutoScalingConfig(), MaxAttempts.Default);
        config.ServiceURL = "https://proxy.example:8443/aws/";
        config.UseFIPSEndpoint = fips;
        config.UseDualstackEndpoint = dualStack;

        Assert.Equal(expected, Resolve(config, new DescribeAutoScalingGroupsRequest()));
    }

    private static void Check(
        RuleSet rules, Func<ClientConfig> make, AmazonWebServiceRequest request, string partition, bool fips, bool dualStack)
    {
        var regions = RuleSet.Partitions.EnumerateArray().Single(p => p.GetProperty("id").GetString() == partition).GetProperty("regions");
        var names = regions.EnumerateObject().Select(r => r.Name).ToList();
        Assert.NotEmpty(names);
        foreach (var region in names.Concat(names.Select(n => n[..^1] + "9")))
        {
            var config = ClosedConfig.Close(make(), MaxAttempts.Default);
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
            config.UseFIPSEndpoint = fips;
            config.UseDualstackEndpoint = dualStack;

            var expected = rules.Evaluate(region, fips, dualStack, null);

            Assert.Equal((region, expected.Url, expected.Error is null), Flat(region, Resolve(config, request)));
        }
    }

    private static (string Region, string? Url, bool IsFine) Flat(string region, (string? Url, string? Error) outcome) =>
        (region, outcome.Url, outcome.Error is null);

    private static (string? Url, string? Error) Resolve(ClientConfig config, AmazonWebServiceRequest request)
    {
        try
        {
            var url = config.DetermineServiceOperationEndpoint(new ServiceOperationEndpointParameters(request)).URL;
            return (config.ServiceURL is null ? url.TrimEnd('/') : url, null);
        }
        catch (AmazonClientException e)
        {
            return (null, e.Message);
        }
    }
}
