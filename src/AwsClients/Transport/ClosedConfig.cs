using Amazon.Runtime;

namespace AwsClients.Transport;

/// <summary>
/// Gives a client's configuration every value that it would look up. The SDK finds what is left open in the process's environment and in
/// ~/.aws, whatever files the session was given; a line there that cannot be read, or an AWS_DEFAULTS_MODE that the SDK lacks, would then
/// end the session. A value that no service here uses is closed with what the SDK takes where it finds none.
/// </summary>
internal static class ClosedConfig
{
    private const int MinCompressionBytes = 10240;

    public static TConfig Close<TConfig>(TConfig config, int maxAttempts)
        where TConfig : ClientConfig
    {
        config.DefaultConfigurationMode = DefaultConfigurationMode.Standard;
        config.RetryMode = RequestRetryMode.Standard;
        config.MaxErrorRetry = maxAttempts - 1;

        // A connection that breaks is a failed attempt like any other; the SDK would try again at once, and up to ten times.
        config.MaxStaleConnectionRetries = 0;
        config.IgnoreConfiguredEndpointUrls = true;
        config.UseFIPSEndpoint = false;
        config.UseDualstackEndpoint = false;
        config.EndpointDiscoveryEnabled = false;
        config.AccountIdEndpointMode = AccountIdEndpointMode.PREFERRED;
        config.AuthSchemePreference = [];
        config.SigV4aSigningRegionSet = [];
        config.ClientAppId = "";
        config.DisableClockSkewCorrection = false;
        config.DisableRequestCompression = false;
        config.RequestMinCompressionSizeBytes = MinCompressionBytes;
        config.RequestChecksumCalculation = RequestChecksumCalculation.WHEN_SUPPORTED;
        config.ResponseChecksumValidation = ResponseChecksumValidation.WHEN_SUPPORTED;
        return config;
    }
}
