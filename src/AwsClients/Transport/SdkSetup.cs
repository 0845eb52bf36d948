using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.RuntimeDependencies;
using Amazon.SSO;
using Amazon.SSOOIDC;

namespace AwsClients.Transport;

/// <summary>
/// What must be told to the SDK once a process. Its SSO credentials look their clients up by reflection, which trimming breaks: they are
/// registered here, so that nothing is looked up.
/// </summary>
internal static class SdkSetup
{
    private static readonly Lock _lock = new();
    private static bool _done;

    public static void Ensure()
    {
        lock (_lock)
        {
            if (_done)
            {
                return;
            }

            var registry = GlobalRuntimeDependencyRegistry.Instance;
            registry.RegisterSSOClient(context => new AmazonSSOClient(
                new AnonymousAWSCredentials(), Limited(new AmazonSSOConfig { RegionEndpoint = context.SSOClientContextData.Region })));
            registry.RegisterSSOOIDCClient(context => new AmazonSSOOIDCClient(
                new AnonymousAWSCredentials(), Limited(new AmazonSSOOIDCConfig { RegionEndpoint = context.SSOOIDCClientContextData.Region })));
            RuntimePipelineCustomizerRegistry.Instance.Register(new SessionHandlers());
            _done = true;
        }
    }

    private static TConfig Limited<TConfig>(TConfig config)
        where TConfig : ClientConfig
    {
        config.ConnectTimeout = SessionHttp.ConnectTimeout;
        config.Timeout = SessionHttp.AttemptTimeout;
        return config;
    }
}
