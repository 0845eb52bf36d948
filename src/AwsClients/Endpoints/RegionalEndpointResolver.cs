using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;

namespace AwsClients.Endpoints;

/// <summary>Hands a call's configuration to its service's <see cref="RegionalEndpointProvider"/>.</summary>
internal sealed class RegionalEndpointResolver : BaseEndpointResolver
{
    protected override void ServiceSpecificHandler(IExecutionContext executionContext, EndpointParameters parameters) =>
        InjectHostPrefix(executionContext.RequestContext);

    protected override EndpointParameters MapEndpointsParameters(IRequestContext requestContext)
    {
        var config = requestContext.ClientConfig;
        return new RegionalEndpointParameters(
            requestContext.Request.AlternateEndpoint?.SystemName ?? config.RegionEndpoint?.SystemName ?? config.AuthenticationRegion,
            config.UseDualstackEndpoint, config.UseFIPSEndpoint, config.ServiceURL);
    }
}
