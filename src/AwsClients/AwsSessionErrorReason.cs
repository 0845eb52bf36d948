namespace AwsClients;

/// <summary>Why a session could not be opened.</summary>
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
}
