namespace Fleeting.Aws.Scaling;

/// <summary>Why a launch failed, by what helps.</summary>
internal enum LaunchFailureClass
{
    /// <summary>None of the classes below.</summary>
    Other,

    /// <summary>AWS has no such machine free. Auto Scaling tries again.</summary>
    Capacity,

    /// <summary>The highest price that the group pays for Spot is below the market's.</summary>
    Price,

    /// <summary>A quota of the account is reached.</summary>
    Quota,

    /// <summary>A subnet has no address left.</summary>
    Addresses,

    /// <summary>Image, launch template, or what they name: a person has to mend it.</summary>
    Template,

    /// <summary>A role or a key that Auto Scaling or the instance may not use: a person has to mend it.</summary>
    Role,

    /// <summary>AWS throttles itself or is broken.</summary>
    Aws,
}
