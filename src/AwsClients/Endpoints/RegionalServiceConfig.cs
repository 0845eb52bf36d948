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
    private readonly RegionalEndpointRules _rules;

    /// <param name="serviceId">AWS's name of the service; AWS_ENDPOINT_URL_… and services sections are named after it.</param>
    /// <param name="host">First label of the host, which is the signing name as well.</param>
    /// <param name="version">Version of the API.</param>
    /// <param name="fipsByDefault">Partitions whose ordinary endpoints are the FIPS ones already.</param>
    protected RegionalServiceConfig(string serviceId, string host, string version, params string[] fipsByDefault)
        : base(new DefaultConfigurationProvider([_standard]))
    {
        ServiceId = serviceId;
        AuthenticationServiceName = host;
        RegionEndpointServiceName = host;
        UserAgent = InternalSDKUtils.BuildUserAgentString(serviceId.Replace(' ', '_'), version);
        (_version, _rules) = (version, new RegionalEndpointRules(host, fipsByDefault));
    }

    public override string ServiceVersion => _version;

    public override string UserAgent { get; }

    public override string RegionEndpointServiceName { get; }

    // The pipeline of every AmazonServiceClient asks here where a call goes.
    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) => new(
        ServiceURL is { Length: > 0 } url
            ? RegionalEndpointRules.Configured(url, UseFIPSEndpoint, UseDualstackEndpoint)
            : _rules.Url(RegionEndpoint.SystemName, UseFIPSEndpoint, UseDualstackEndpoint));
}
