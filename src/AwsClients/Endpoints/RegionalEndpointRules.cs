using Amazon.Runtime;
using Amazon.Runtime.Internal.Endpoints.StandardLibrary;

namespace AwsClients.Endpoints;

/// <summary>
/// The rules that AWS gives a plain regional service: HOST.REGION.SUFFIX by partition, with FIPS and dual-stack variants. The partitions
/// are the SDK's. A test holds the outcome against AWS's own rule sets.
/// </summary>
/// <param name="host">The first label, such as "autoscaling".</param>
/// <param name="fipsByDefault">Partitions whose ordinary endpoints are the FIPS ones already.</param>
internal sealed class RegionalEndpointRules(string host, params string[] fipsByDefault)
{
    /// <param name="region">System name of the region.</param>
    /// <param name="fips">Whether FIPS endpoints are wanted.</param>
    /// <param name="dualStack">Whether endpoints with IPv6 are wanted.</param>
    /// <exception cref="AmazonClientException">The partition has no such endpoint.</exception>
    public string Url(string region, bool fips, bool dualStack)
    {
        var partition = Fn.Partition(region);
        if (fips && !partition.supportsFIPS)
        {
            throw Invalid($"FIPS is enabled but partition {partition.name} of region {region} does not support FIPS");
        }

        if (dualStack && !partition.supportsDualStack)
        {
            throw Invalid($"DualStack is enabled but partition {partition.name} of region {region} does not support DualStack");
        }

        if (fips && !dualStack && fipsByDefault.Contains(partition.name))
        {
            return $"https://{host}.{region}.{partition.dnsSuffix}";
        }

        return $"https://{host}{(fips ? "-fips" : "")}.{region}.{(dualStack ? partition.dualStackDnsSuffix : partition.dnsSuffix)}";
    }

    /// <summary>The URL that was configured, which goes with neither variant.</summary>
    /// <exception cref="AmazonClientException">It is to go with one.</exception>
    public static string Configured(string url, bool fips, bool dualStack) => (fips, dualStack) switch
    {
        (true, _) => throw Invalid("FIPS and custom endpoint are not supported"),
        (_, true) => throw Invalid("Dualstack and custom endpoint are not supported"),
        _ => url,
    };

    private static AmazonClientException Invalid(string why) => new($"Invalid Configuration: {why}");
}
