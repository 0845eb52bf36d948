namespace AwsClients.Profiles;

/// <summary>
/// The shared credentials and config files of a session. A value in the credentials file wins over one in the config file. The SDK's own
/// reader takes no path for the config file, hence this one.
/// </summary>
internal sealed class SharedFiles
{
    private readonly SharedFile _credentials;
    private readonly SharedFile _config;

    private SharedFiles(SharedFile credentials, SharedFile config, string profileName)
    {
        (_credentials, _config, ProfileName) = (credentials, config, profileName);
        Profile = Find(profileName);
    }

    /// <summary>The profile that counts: given, AWS_PROFILE, "default".</summary>
    public string ProfileName { get; }

    /// <summary>The profile of that name; null when it was not asked for and there is none.</summary>
    public Profile? Profile { get; }

    /// <summary>Both paths, for messages.</summary>
    public string Paths => $"{_credentials.Path} and {_config.Path}";

    /// <exception cref="AwsSessionException">A given file or profile is missing, or a file cannot be read.</exception>
    public static SharedFiles Read(AwsSessionOptions options, AwsEnvironment environment)
    {
        var named = options.Profile ?? environment["AWS_PROFILE"];
        var files = new SharedFiles(
            SharedFile.Read("credentials", options.CredentialsFile, environment["AWS_SHARED_CREDENTIALS_FILE"], environment),
            SharedFile.Read("config", options.ConfigFile, environment["AWS_CONFIG_FILE"], environment),
            named ?? "default");
        return named is null || files.Profile is not null
            ? files
            : throw new AwsSessionException(
                AwsSessionErrorReason.ProfileNotFound,
                $"could not find profile {named}{(options.Profile is null ? " of AWS_PROFILE" : "")} in {files.Paths}; in the config file its "
                + $"section is [profile {named}]");
    }

    /// <summary>When the files that were read were written.</summary>
    public (DateTime Credentials, DateTime Config) WrittenWhenRead => (_credentials.WrittenWhenRead, _config.WrittenWhenRead);

    /// <summary>When the files were written that are on the disk now.</summary>
    public (DateTime Credentials, DateTime Config) Written => (_credentials.Written, _config.Written);

    /// <summary>Reads the same files once more.</summary>
    /// <exception cref="AwsSessionException">One cannot be read now.</exception>
    public SharedFiles ReadAgain() => new(_credentials.ReadAgain(), _config.ReadAgain(), ProfileName);

    public Profile? Find(string name)
    {
        var configSection = _config.Section($"profile {name}") ?? (name == "default" ? _config.Section("default") : null);
        var credentialsSection = _credentials.Section(name);
        if (configSection is null && credentialsSection is null)
        {
            return null;
        }

        var values = new Dictionary<string, string>(configSection ?? credentialsSection!, StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in credentialsSection ?? configSection!)
        {
            values[key] = value;
        }

        return new Profile(name, values);
    }

    /// <summary>A [sso-session NAME] or [services NAME] of the config file.</summary>
    public Profile? Section(string kind, string name) => _config.Section($"{kind} {name}") is { } values ? new Profile(name, values) : null;
}
