using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal.Endpoints.StandardLibrary;

namespace AwsClients.Endpoints;

/// <summary>
/// The rules that AWS gives a plain regional service: HOST.REGION.SUFFIX by partition, with FIPS and dual-stack variants. The partitions
/// are the SDK's. A test holds the outcome against AWS's own rule sets.
/// </summary>
/// <param name="host">The first label, such as "autoscaling".</param>
/// <param name="fipsByDefault">Partitions whose ordinary endpoints are the FIPS ones already.</param>
internal sealed class RegionalEndpointProvider(string host, params string[] fipsByDefault) : IEndpointProvider
{
    public Endpoint ResolveEndpoint(EndpointParameters parameters)
    {
        var p = (RegionalEndpointParameters)parameters;
        if (!string.IsNullOrEmpty(p.Endpoint))
        {
            return p switch
            {
                { UseFips: true } => throw Invalid("FIPS and custom endpoint are not supported"),
                { UseDualStack: true } => throw Invalid("Dualstack and custom endpoint are not supported"),
                _ => new Endpoint(p.Endpoint),
            };
        }

        if (string.IsNullOrEmpty(p.Region))
        {
            throw Invalid("Missing Region");
        }

        return new Endpoint(Url(p.Region, p.UseFips, p.UseDualStack));
    }

    private string Url(string region, bool fips, bool dualStack)
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

    private static AmazonClientException Invalid(string why) => new($"Invalid Configuration: {why}");
}
