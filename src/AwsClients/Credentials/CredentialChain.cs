using Amazon.Runtime;
using AwsClients.Profiles;

namespace AwsClients.Credentials;

/// <summary>
/// Looks for credentials in the SDKs' order: environment, web identity, profile, container, instance profile. Where a profile was given,
/// the environment's keys do not count; where a credentials file was given, nothing else does.
/// </summary>
internal sealed class CredentialChain(AwsSessionOptions options, SharedFiles files, CredentialContext context)
{
    private readonly List<string> _tried = [];

    /// <exception cref="AwsSessionException">There are none.</exception>
    public async Task<FoundCredentials> FindAsync(CancellationToken cancellationToken)
    {
        var found = options.Profile is null && options.CredentialsFile is null ? FromEnvironment() : null;
        found ??= FromProfile();
        if (options.CredentialsFile is null)
        {
            found ??= FromContainer() ?? await FromInstanceAsync(cancellationToken).ConfigureAwait(false);
        }

        return found ?? throw new AwsSessionException(
            AwsSessionErrorReason.NoCredentials, $"could not find AWS credentials; tried: {string.Join("; ", _tried)}");
    }

    private FoundCredentials? FromEnvironment()
    {
        if ((EnvironmentCredentials.Keys(context.Environment) ?? EnvironmentCredentials.WebIdentity(context)) is { } found)
        {
            return found;
        }

        _tried.Add(Lacks(EnvironmentCredentials.KeyId, EnvironmentCredentials.Secret));
        _tried.Add(Lacks(EnvironmentCredentials.TokenFile, EnvironmentCredentials.RoleArn));
        return null;
    }

    private string Lacks(string first, string second)
    {
        var (hasFirst, hasSecond) = (context.Environment[first] is not null, context.Environment[second] is not null);
        return (hasFirst, hasSecond) switch
        {
            (true, false) => $"environment ({first} is set, but {second} is not)",
            (false, true) => $"environment ({second} is set, but {first} is not)",
            _ => $"environment ({first} and {second} are not set)",
        };
    }

    private FoundCredentials? FromProfile()
    {
        var name = files.ProfileName;
        if (files.Profile is not { } profile)
        {
            _tried.Add($"profile {name} ({files.Paths} have no such profile)");
            return null;
        }

        if (ProfileCredentials.Make(profile, files, context) is { } credentials)
        {
            return new FoundCredentials($"profile {name} of {files.Paths}", credentials);
        }

        _tried.Add($"profile {name} of {files.Paths} (it has no credentials)");
        return null;
    }

    private FoundCredentials? FromContainer()
    {
        if (ContainerCredentials.IsConfigured(context.Environment))
        {
            return new FoundCredentials(
                "container endpoint", new ContainerCredentials(context.Http, context.Environment, context.Time, context.Log));
        }

        _tried.Add($"container ({ContainerCredentials.RelativeUri} and {ContainerCredentials.FullUri} are not set)");
        return null;
    }

    private async Task<FoundCredentials?> FromInstanceAsync(CancellationToken cancellationToken)
    {
        if (context.Metadata.IsDisabled)
        {
            _tried.Add($"instance profile ({InstanceMetadata.DisabledVariable} is true)");
            return null;
        }

        try
        {
            var credentials = new InstanceProfileCredentials(context.Metadata, context.Time, context.Log);
            await credentials.GetCredentialsAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
            return new FoundCredentials("instance profile", credentials);
        }
        catch (AmazonClientException e)
        {
            _tried.Add($"instance profile ({e.Message})");
            return null;
        }
    }
}
