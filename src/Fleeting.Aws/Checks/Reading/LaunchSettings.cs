namespace Fleeting.Aws.Checks.Reading;

/// <summary>What a group launches, from its launch template or its launch configuration.</summary>
internal sealed record LaunchSettings
{
    /// <summary>What says so, such as <c>launch template lt-0a1b version 3</c>.</summary>
    public required string Source { get; init; }

    /// <summary>The image; empty when none is named.</summary>
    public required string ImageId { get; init; }

    /// <summary>The key pair; empty for none.</summary>
    public required string KeyName { get; init; }

    public required IReadOnlyList<string> SecurityGroupIds { get; init; }

    /// <summary>Groups by their names, as a default VPC allows.</summary>
    public required IReadOnlyList<string> SecurityGroupNames { get; init; }
}
