using AwsClients.Profiles;
using AwsClients.Transport;

namespace AwsClients.Credentials;

/// <summary>
/// Looks for credentials in the SDKs' order: environment, web identity, profile, container, instance profile. Where a profile was given,
/// the environment's keys do not count; where a credentials file was given, nothing else does.
/// </summary>
internal sealed class CredentialChain(AwsSessionOptions options, SharedFiles files, CredentialContext context)
{
    private readonly List<string> _tried = [];

    /// <exception cref="AwsSessionException">There are none.</exception>
    public async Task<FoundCredentials> FindAsync(Deadline deadline)
    {
        var found = options.Profile is null && options.CredentialsFile is null ? FromEnvironment() : null;
        found ??= FromProfile();
        if (options.CredentialsFile is null)
        {
            found ??= FromContainer() ?? await FromInstanceAsync(deadline).ConfigureAwait(false);
        }

        return found ?? throw new AwsSessionException(
            AwsSessionErrorReason.NoCredentials, $"could not find AWS credentials; tried: {string.Join("; ", _tried)}; give one of these what it lacks");
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

        if (ProfileKeys.Make(profile, files, context) is { } keys)
        {
            return new FoundCredentials($"profile {name} of {files.Paths}", keys);
        }

        _tried.Add($"profile {name} of {files.Paths} (it has no credentials)");
        return null;
    }

    private FoundCredentials? FromContainer()
    {
        if (ContainerSource.IsConfigured(context.Environment))
        {
            var keys = context.Renewed(new ContainerSource(context.Http, context.Environment));
            return new FoundCredentials(keys.Name, keys);
        }

        _tried.Add($"container ({ContainerSource.RelativeUri} and {ContainerSource.FullUri} are not set)");
        return null;
    }

    private async Task<FoundCredentials?> FromInstanceAsync(Deadline deadline)
    {
        if (context.Metadata.IsDisabled)
        {
            _tried.Add($"instance profile ({InstanceMetadata.DisabledVariable} is true)");
            return null;
        }

        try
        {
            var keys = context.Renewed(new InstanceProfileSource(context.Metadata));
            await deadline.RunAsync(new DeadlineStep("getting credentials from instance metadata", keys.Check), keys.GetAsync).ConfigureAwait(false);
            return new FoundCredentials(keys.Name, keys);
        }
        catch (SourceException e)
        {
            _tried.Add($"instance profile ({e.Message})");
            return null;
        }
    }
}
