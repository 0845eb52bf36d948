using Amazon;
using Amazon.Runtime.Internal;
using Amazon.RuntimeDependencies;

namespace AwsClients.Transport;

/// <summary>
/// What must be told to the SDK once a process. Its SSO credentials look their clients up by reflection, which trimming breaks: they are
/// registered here, so that nothing is looked up. Its client-side metrics would read the default shared files to learn whether they are on.
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

            AWSConfigs.CSMConfig.CSMEnabled = false;
            var registry = GlobalRuntimeDependencyRegistry.Instance;
            registry.RegisterSSOClient(context =>
                ((SsoClients)context.SSOClientContextData.ProxySettings).Clients.Sso(context.SSOClientContextData.Region.SystemName));
            registry.RegisterSSOOIDCClient(context =>
                ((SsoClients)context.SSOOIDCClientContextData.ProxySettings).Clients.SsoOidc(context.SSOOIDCClientContextData.Region.SystemName));
            RuntimePipelineCustomizerRegistry.Instance.Register(new SessionHandlers());
            _done = true;
        }
    }
}
