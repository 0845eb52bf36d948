using Amazon.Runtime.Endpoints;

namespace AwsClients.Endpoints;

/// <summary>The inputs of the two services' endpoint rule sets, under the names that the rule sets use.</summary>
internal sealed class RegionalEndpointParameters : EndpointParameters
{
    public RegionalEndpointParameters(string? region, bool useDualStack, bool useFips, string? endpoint)
    {
        this[nameof(Region)] = region;
        this[nameof(UseDualStack)] = useDualStack;
        this["UseFIPS"] = useFips;
        this[nameof(Endpoint)] = endpoint;
    }

    public string? Region => (string?)this[nameof(Region)];

    public bool UseDualStack => (bool)this[nameof(UseDualStack)];

    public bool UseFips => (bool)this["UseFIPS"];

    public string? Endpoint => (string?)this[nameof(Endpoint)];
}
