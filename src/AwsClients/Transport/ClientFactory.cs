using Amazon;
using Amazon.EC2;
using Amazon.Runtime;
using Amazon.SecurityToken;
using AwsClients.AutoScaling;
using AwsClients.Endpoints;
using AwsClients.InstanceConnect;

namespace AwsClients.Transport;

/// <summary>Makes clients for one region, all configured alike.</summary>
internal sealed class ClientFactory(string region, EndpointSettings endpoints, SessionHttp http)
{
    public string Region => region;

    public AmazonAutoScalingClient AutoScaling(AWSCredentials credentials) => new(credentials, Configured(new AmazonAutoScalingConfig()));

    public AmazonEC2InstanceConnectClient InstanceConnect(AWSCredentials credentials) =>
        new(credentials, Configured(new AmazonEC2InstanceConnectConfig()));

    public AmazonEC2Client Ec2(AWSCredentials credentials) => new(credentials, Configured(new AmazonEC2Config()));

    public AmazonSecurityTokenServiceClient Sts(AWSCredentials credentials) =>
        new(credentials, Configured(new AmazonSecurityTokenServiceConfig()));

    private TConfig Configured<TConfig>(TConfig config)
        where TConfig : ClientConfig
    {
        // The session has read the settings itself, from its own files: the SDK must not read them again from the default ones.
        config.IgnoreConfiguredEndpointUrls = true;
        config.HttpClientFactory = http;
        config.UseFIPSEndpoint = endpoints.UseFips;
        config.UseDualstackEndpoint = endpoints.UseDualStack;
        if (endpoints.UrlOf(config.ServiceId) is { } url)
        {
            config.ServiceURL = url;
            config.AuthenticationRegion = region;
        }
        else
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
        }

        return config;
    }
}
