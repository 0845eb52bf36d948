using Amazon.Runtime;

namespace AwsClients.Credentials;

/// <summary>Sources that environment variables name.</summary>
internal static class EnvironmentCredentials
{
    public const string KeyId = "AWS_ACCESS_KEY_ID";
    public const string Secret = "AWS_SECRET_ACCESS_KEY";
    public const string TokenFile = "AWS_WEB_IDENTITY_TOKEN_FILE";
    public const string RoleArn = "AWS_ROLE_ARN";

    /// <summary>Keys in the environment; null when there are none.</summary>
    public static FoundCredentials? Keys(AwsEnvironment environment)
    {
        if (environment[KeyId] is not { } id || environment[Secret] is not { } secret)
        {
            return null;
        }

        var keys = new ImmutableCredentials(id, secret, environment["AWS_SESSION_TOKEN"]);
        return new FoundCredentials($"environment variable {KeyId}", new FixedKeys("keys", keys));
    }

    /// <summary>A web identity named in the environment; null when there is none.</summary>
    public static FoundCredentials? WebIdentity(CredentialContext context)
    {
        var environment = context.Environment;
        if (environment[TokenFile] is not { } file || environment[RoleArn] is not { } arn)
        {
            return null;
        }

        var role = new RoleToAssume(arn, context.DefaultRoleSessionName, null);
        var keys = context.Renewed(new WebIdentitySource(context.Clients.UnsignedSts(), file, role));
        return new FoundCredentials($"web identity token {file} for role {arn}", keys);
    }
}
