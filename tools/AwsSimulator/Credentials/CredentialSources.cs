namespace AwsSimulator.Credentials;

/// <summary>Everything but long-lived keys that a program can get credentials from, and how they are set up.</summary>
public sealed class CredentialSources
{
    private readonly Signing.SessionIssuer _issuer;

    internal CredentialSources(Signing.SessionIssuer issuer) => _issuer = issuer;

    /// <summary>
    /// How long temporary credentials live that are issued from now on, whatever the caller asks for. Null (the default): what was
    /// asked for, one hour where nothing can be asked.
    /// </summary>
    public TimeSpan? Lifetime { get; set; }

    /// <summary>How many temporary credentials were issued by all sources.</summary>
    public int Issued => _issuer.Issued;

    /// <summary>The role of the instance profile (IMDS), the container and SSO.</summary>
    public string RoleName { get; set; } = "runner-role";

    /// <summary>The roles that STS lets callers assume, by name.</summary>
    public IDictionary<string, RoleSettings> Roles { get; } = new Dictionary<string, RoleSettings> { ["runner-role"] = new RoleSettings() };

    /// <summary>What the container endpoint wants in the Authorization header.</summary>
    public string ContainerToken { get; set; } = "container-token";

    /// <summary>The one OIDC token that AssumeRoleWithWebIdentity accepts.</summary>
    public string WebIdentityToken { get; set; } = "web-identity-token";

    /// <summary>The bearer token that the SSO portal accepts; refreshing replaces it.</summary>
    public string SsoAccessToken { get; set; } = "sso-access-token";

    /// <summary>What SSO OIDC takes for a new <see cref="SsoAccessToken"/>.</summary>
    public string SsoRefreshToken { get; set; } = "sso-refresh-token";

    /// <summary>Whether IMDS wants a session token (IMDSv2), as new instances do. Default true.</summary>
    public bool MetadataTokenRequired { get; set; } = true;

    /// <summary>Every secret key and token that was given out so far, and every token that a source asks for: what nobody may print.</summary>
    public IReadOnlyList<string> Secrets =>
        [.. _issuer.Secrets, ContainerToken, WebIdentityToken, SsoAccessToken, SsoRefreshToken];

    internal Signing.AccessKey Issue(string role, string session, TimeSpan asked) => _issuer.Issue(role, session, Lifetime ?? asked);
}
