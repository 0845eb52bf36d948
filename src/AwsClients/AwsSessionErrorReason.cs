namespace AwsClients;

/// <summary>Why a session could not be opened, or why a call of it has no credentials.</summary>
public enum AwsSessionErrorReason
{
    /// <summary>No region was given and none was found.</summary>
    NoRegion,

    /// <summary>The given region cannot be a region's name.</summary>
    InvalidRegion,

    /// <summary>A variable or a profile's key has a value that it cannot have, such as an endpoint that is no URL.</summary>
    InvalidSetting,

    /// <summary>No source has credentials.</summary>
    NoCredentials,

    /// <summary>The profile is in none of the files looked at.</summary>
    ProfileNotFound,

    /// <summary>The profile is there, but what it says cannot be used.</summary>
    ProfileUnusable,

    /// <summary>A given file is missing or cannot be read.</summary>
    BadFile,

    /// <summary>The source of the credentials, or the role to assume, refused.</summary>
    CredentialsRefused,

    /// <summary>The source of the credentials does not answer, or not as it should: it may do so later.</summary>
    CredentialsUnavailable,

    /// <summary>The credentials are there, and AWS does not take them.</summary>
    CredentialsRejected,

    /// <summary>A <see cref="Deadline"/> was over before all was done.</summary>
    TookTooLong,
}
