namespace AwsClients;

/// <summary>Where a session finds its region and credentials. Everything may be left out: then the SDK's default order decides.</summary>
public sealed record AwsSessionOptions
{
    /// <summary>System name of the region, such as "eu-central-1". Null: AWS_REGION, AWS_DEFAULT_REGION, the profile, instance metadata.</summary>
    public string? Region { get; init; }

    /// <summary>
    /// A profile of the shared files. Null: AWS_PROFILE, else "default" — where a file is given; the SDK's default chain where none is.
    /// </summary>
    public string? Profile { get; init; }

    /// <summary>Path of a shared credentials file. Null: AWS_SHARED_CREDENTIALS_FILE, else ~/.aws/credentials.</summary>
    public string? CredentialsFile { get; init; }

    /// <summary>Path of a shared config file. Null: AWS_CONFIG_FILE, else ~/.aws/config.</summary>
    public string? ConfigFile { get; init; }

    /// <summary>A role to assume with the credentials that were found. Null: they are used as they are.</summary>
    public string? RoleArn { get; init; }

    /// <summary>The external id that the role's trust policy asks for. Used with <see cref="RoleArn"/> only.</summary>
    public string? ExternalId { get; init; }

    /// <summary>The session's name in CloudTrail. Null: AWS_ROLE_SESSION_NAME, else one made up. Used with <see cref="RoleArn"/> only.</summary>
    public string? RoleSessionName { get; init; }
}
