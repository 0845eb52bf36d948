using System.Net;

namespace AwsClients.Transport;

/// <summary>
/// The proxies that the environment names, as GitLab's plugin takes them: HTTPS_PROXY for https, HTTP_PROXY for http, in capitals or small
/// letters, and NO_PROXY. A proxy without a scheme is one of HTTP.
/// </summary>
internal sealed class EnvironmentProxy : IWebProxy, ICredentials
{
    private readonly Proxy? _http;
    private readonly Proxy? _https;
    private readonly ProxyBypass _bypass;

    /// <exception cref="AwsSessionException">A proxy's URL is none.</exception>
    public EnvironmentProxy(AwsEnvironment environment)
    {
        _http = Read(environment, "HTTP_PROXY");
        _https = Read(environment, "HTTPS_PROXY");
        _bypass = new ProxyBypass(Value(environment, "NO_PROXY") ?? "");
    }

    /// <summary>The user and password of the proxies' URLs.</summary>
    public ICredentials? Credentials { get => this; set => throw new NotSupportedException("The environment says it."); }

    /// <summary>The proxy on the way to a place, without user and password; null for none.</summary>
    public Uri? GetProxy(Uri destination) => _bypass.Includes(destination) ? null : Of(destination)?.Url;

    public bool IsBypassed(Uri host) => GetProxy(host) is null;

    public NetworkCredential? GetCredential(Uri uri, string authType) => ((Proxy?[])[_https, _http]).FirstOrDefault(p => p?.Url == uri)?.User;

    private Proxy? Of(Uri destination) => destination.Scheme == Uri.UriSchemeHttps ? _https : _http;

    private static string? Value(AwsEnvironment environment, string name) => environment[name] ?? environment[name.ToLowerInvariant()];

    private static Proxy? Read(AwsEnvironment environment, string name)
    {
        if (Value(environment, name)?.Trim() is not { Length: > 0 } text)
        {
            return null;
        }

        var url = text.Contains("://", StringComparison.Ordinal) ? text : $"http://{text}";
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Host.Length == 0 || uri.Scheme is not ("http" or "https" or "socks5" or "socks5h"))
        {
            throw new AwsSessionException(
                AwsSessionErrorReason.InvalidSetting,
                $"could not use {name}: it is no URL of a proxy, such as http://proxy.example:3128; schemes are http, https and socks5");
        }

        // .NET lets the proxy resolve names in both.
        var place = new UriBuilder(uri) { UserName = "", Password = "", Scheme = uri.Scheme == "socks5h" ? "socks5" : uri.Scheme }.Uri;
        var user = uri.UserInfo.Split(':', 2);
        return new Proxy(
            place, uri.UserInfo.Length == 0 ? null : new NetworkCredential(Uri.UnescapeDataString(user[0]), Uri.UnescapeDataString(user.ElementAtOrDefault(1) ?? "")));
    }

    private sealed record Proxy(Uri Url, NetworkCredential? User);
}
