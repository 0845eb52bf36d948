using Amazon.Runtime;
using AwsClients.Profiles;
using AwsClients.Transport;

namespace AwsClients.Credentials;

/// <summary>Makes the credentials that a profile describes, following source_profile.</summary>
internal sealed class ProfileKeysFactory(SharedFiles files, CredentialContext context)
{
    /// <summary>The profile's credentials; null when it describes none.</summary>
    /// <exception cref="AwsSessionException">It describes some, but not well.</exception>
    public SessionKeys? Make(Profile profile) => Make(profile, []);

    private SessionKeys? Make(Profile profile, HashSet<string> seen)
    {
        if (!seen.Add(profile.Name))
        {
            throw Unusable(
                profile, $"its source_profile leads back to it ({string.Join(" → ", seen)} → {profile.Name}); end the chain with a profile that has keys");
        }

        return profile["role_arn"] is { } arn ? Role(profile, arn, seen) : Own(profile);
    }

    private RenewedKeys Role(Profile profile, string arn, HashSet<string> seen)
    {
        if (profile["mfa_serial"] is not null)
        {
            throw Unusable(profile, "it has mfa_serial, and nobody is here to type a code; take a profile without");
        }

        var role = new RoleToAssume(arn, profile["role_session_name"] ?? context.DefaultRoleSessionName, profile["external_id"]);
        if (profile["web_identity_token_file"] is { } file)
        {
            return context.Renewed(new WebIdentitySource(context.Clients.UnsignedSts(), context.Environment.Path(file), role));
        }

        return context.Renewed(new AssumedRoleSource(context.Clients.Sts(RoleSource(profile, seen)), role));
    }

    private SessionKeys RoleSource(Profile profile, HashSet<string> seen)
    {
        switch (profile["source_profile"], profile["credential_source"])
        {
            case ({ } name, null) when name == profile.Name:
                return Own(profile) ?? throw Unusable(profile, "it is its own source_profile, but has no keys; give it keys, or name another");
            case ({ } name, null):
                var source = files.Find(name) ?? throw Unusable(profile, $"its source_profile {name} is not in {files.Paths}; add it, or mend the name");
                return Make(source, seen)
                    ?? throw Unusable(profile, $"its source_profile {name} has no credentials; give it keys, a role or a credential_process");
            case (null, { } name):
                return Named(profile, name);
            default:
                throw Unusable(profile, "it has role_arn, which needs either source_profile, credential_source or web_identity_token_file; add one of them");
        }
    }

    private SessionKeys Named(Profile profile, string source)
    {
        switch (source.ToUpperInvariant())
        {
            case "ENVIRONMENT":
                return EnvironmentCredentials.Keys(context.Environment)?.Keys
                    ?? throw Unusable(
                        profile,
                        $"its credential_source is Environment, but {EnvironmentCredentials.KeyId} and {EnvironmentCredentials.Secret} are not both set; set "
                        + "them in the environment of who runs this");
            case "EC2INSTANCEMETADATA":
                return context.Renewed(new InstanceProfileSource(context.Metadata));
            case "ECSCONTAINER":
                return context.Renewed(new ContainerSource(context.Http, context.Environment));
            default:
                throw Unusable(
                    profile, $"its credential_source is '{source}'; give Environment, Ec2InstanceMetadata or EcsContainer");
        }
    }

    private SessionKeys? Own(Profile profile)
    {
        if (profile["aws_access_key_id"] is { } id)
        {
            var secret = profile["aws_secret_access_key"] ?? throw Unusable(profile, "it has aws_access_key_id, but no aws_secret_access_key; give both");
            return new FixedKeys("keys", new ImmutableCredentials(id, secret, profile["aws_session_token"]));
        }

        if ((profile["sso_session"] ?? profile["sso_start_url"]) is not null)
        {
            return Sso(profile);
        }

        if (profile["credential_process"] is { } command)
        {
            return context.Renewed(new ProcessSource(profile.Name, command));
        }

        return profile["login_session"] is null
            ? null
            : throw Unusable(profile, "it has login_session, which is not supported; take a profile with keys, a role, SSO or a credential_process");
    }

    private RenewedKeys Sso(Profile profile)
    {
        var name = profile["sso_session"];
        var session = name is null
            ? profile
            : files.Section("sso-session", name) ?? throw Unusable(profile, $"its [sso-session {name}] is not in {files.Paths}; add it, or mend the name");
        string Required(Profile from, string key) => from[key] ?? throw Unusable(profile, $"it uses SSO, but has no {key}; add it");
        var region = Required(session, "sso_region");
        if (RegionName.Problem(region) is { } why)
        {
            throw Unusable(profile, $"it uses SSO, and its sso_region '{region}' cannot be one: {why}");
        }

        return context.Renewed(new SsoSource(
            profile.Name, Required(profile, "sso_account_id"), region, Required(profile, "sso_role_name"),
            Required(session, "sso_start_url"),
            new SSOAWSCredentialsOptions { SessionName = name, ProxySettings = new SsoClients(context.Clients) }));
    }

    private AwsSessionException Unusable(Profile profile, string why) => new(
        AwsSessionErrorReason.ProfileUnusable, $"could not use profile {profile.Name} of {files.Paths}: {why}");
}
