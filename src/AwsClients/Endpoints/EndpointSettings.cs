using AwsClients.Profiles;

namespace AwsClients.Endpoints;

/// <summary>
/// What environment and profile say of endpoints, the environment first:
/// https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html and feature-endpoints.html.
/// </summary>
internal sealed class EndpointSettings(AwsEnvironment environment, Profile? profile, Profile? services)
{
    public bool UseFips => Flag("AWS_USE_FIPS_ENDPOINT", "use_fips_endpoint");

    public bool UseDualStack => Flag("AWS_USE_DUALSTACK_ENDPOINT", "use_dualstack_endpoint");

    /// <summary>The endpoint to call instead of AWS's own; null for AWS's own.</summary>
    /// <param name="serviceId">Such as "Auto Scaling".</param>
    /// <exception cref="AwsSessionException">The configured value is no URL.</exception>
    public string? UrlOf(string serviceId) => Find(serviceId)?.Url;

    /// <summary>
    /// Where calls of these services are neither encrypted nor on this machine: the place, without a password that may be in the URL, and what
    /// set it.
    /// </summary>
    public IEnumerable<(string Place, string Origin)> InTheClear(IEnumerable<string> serviceIds) =>
        from found in serviceIds.Select(Find).OfType<(string Url, string Origin)>().Distinct()
        let url = new Uri(found.Url)
        where url.Scheme == Uri.UriSchemeHttp && !url.IsLoopback
        select ($"{url.Scheme}://{url.Authority}", found.Origin);

    private (string Url, string Origin)? Find(string serviceId)
    {
        if (Flag("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "ignore_configured_endpoint_urls"))
        {
            return null;
        }

        var id = serviceId.Replace(' ', '_');
        var variable = $"AWS_ENDPOINT_URL_{id.ToUpperInvariant()}";
        var key = $"{id.ToLowerInvariant()}.endpoint_url";
        return Checked(environment[variable], variable)
            ?? Checked(environment["AWS_ENDPOINT_URL"], "AWS_ENDPOINT_URL")
            ?? Checked(services?[key], $"{key} of [services {services?.Name}]")
            ?? Checked(profile?["endpoint_url"], $"endpoint_url of profile {profile?.Name}");
    }

    private static (string Url, string Origin)? Checked(string? url, string origin) =>
        url is null ? null
        : Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? (url, origin)
        : throw new AwsSessionException(
            AwsSessionErrorReason.InvalidSetting,
            $"could not use {origin}: '{UrlText.WithoutUsers(url)}' is not an http or https URL; give https://HOST or http://HOST:PORT");

    private bool Flag(string variable, string key) =>
        environment[variable] is null ? profile?.IsTrue(key) ?? false : environment.IsTrue(variable);
}
