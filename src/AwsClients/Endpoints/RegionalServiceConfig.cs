using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Util.Internal;

namespace AwsClients.Endpoints;

/// <summary>What the configurations of the thin clients share.</summary>
internal abstract class RegionalServiceConfig : ClientConfig
{
    private static readonly IDefaultConfiguration _standard = new DefaultConfiguration
    {
        Name = DefaultConfigurationMode.Standard,
        RetryMode = RequestRetryMode.Standard,
    };

    private readonly string _version;

    /// <param name="serviceId">AWS's name of the service; AWS_ENDPOINT_URL_… and services sections are named after it.</param>
    /// <param name="host">First label of the host, which is the signing name as well.</param>
    /// <param name="version">Version of the API.</param>
    /// <param name="provider">The endpoint rules.</param>
    protected RegionalServiceConfig(string serviceId, string host, string version, IEndpointProvider provider)
        : base(new DefaultConfigurationProvider([_standard]))
    {
        ServiceId = serviceId;
        AuthenticationServiceName = host;
        EndpointProvider = provider;
        RegionEndpointServiceName = host;
        UserAgent = InternalSDKUtils.BuildUserAgentString(serviceId.Replace(' ', '_'), version);
        _version = version;
    }

    public override string ServiceVersion => _version;

    public override string UserAgent { get; }

    public override string RegionEndpointServiceName { get; }

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters)
    {
        var request = new DefaultRequest(parameters.Request, ServiceId) { AlternateEndpoint = parameters.AlternateEndpoint };
        var context = new RequestContext(enableMetrics: false, null) { ClientConfig = this, OriginalRequest = parameters.Request, Request = request };
        return new RegionalEndpointResolver().GetEndpoint(new Amazon.Runtime.Internal.ExecutionContext(context, null));
    }
}
