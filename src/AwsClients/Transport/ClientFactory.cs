using Amazon;
using Amazon.EC2;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SSO;
using Amazon.SSOOIDC;
using AwsClients.AutoScaling.Wire;
using AwsClients.Ec2.Wire;
using AwsClients.Endpoints;
using AwsClients.InstanceConnect.Wire;

namespace AwsClients.Transport;

/// <summary>Makes the clients of a session, all configured alike: for its region, but for IAM Identity Center, which has its own.</summary>
internal sealed class ClientFactory(string region, EndpointSettings endpoints, int maxAttempts, SessionHttp http)
{
    private static readonly AnonymousAWSCredentials _anonymous = new();

    /// <summary>The services that are called, but for IAM Identity Center's, as configurations name them.</summary>
    public static IReadOnlyList<string> ServiceIds { get; } = ["Auto Scaling", "EC2", "EC2 Instance Connect", "STS"];

    public string Region => region;

    public int MaxAttempts => maxAttempts;

    /// <summary>The same for another region of the partition.</summary>
    public ClientFactory In(string other) => new(other, endpoints, maxAttempts, http);

    public AmazonAutoScalingClient AutoScaling(AWSCredentials credentials, int? attempts = null) =>
        new(credentials, Configured(new AmazonAutoScalingConfig(), region, attempts));

    public AmazonEC2InstanceConnectClient InstanceConnect(AWSCredentials credentials) =>
        new(credentials, Configured(new AmazonEC2InstanceConnectConfig(), region));

    public LeanEc2Client Ec2(AWSCredentials credentials) => new(credentials, Configured(new AmazonEC2Config(), region));

    public AmazonSecurityTokenServiceClient Sts(AWSCredentials credentials) =>
        new(credentials, Configured(new AmazonSecurityTokenServiceConfig(), region));

    /// <summary>STS for the calls that prove themselves with a token instead of a signature.</summary>
    public AmazonSecurityTokenServiceClient UnsignedSts() => Sts(_anonymous);

    public AmazonSSOClient Sso(string ssoRegion) => new(_anonymous, Configured(new AmazonSSOConfig(), ssoRegion));

    public AmazonSSOOIDCClient SsoOidc(string ssoRegion) => new(_anonymous, Configured(new AmazonSSOOIDCConfig(), ssoRegion));

    private TConfig Configured<TConfig>(TConfig config, string inRegion, int? attempts = null)
        where TConfig : ClientConfig
    {
        ClosedConfig.Close(config, attempts ?? maxAttempts);
        config.HttpClientFactory = http;
        config.UseFIPSEndpoint = endpoints.UseFips;
        config.UseDualstackEndpoint = endpoints.UseDualStack;
        if (endpoints.UrlOf(config.ServiceId) is { } url)
        {
            config.ServiceURL = url;
            config.AuthenticationRegion = inRegion;
        }
        else
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(inRegion);
        }

        return config;
    }
}
