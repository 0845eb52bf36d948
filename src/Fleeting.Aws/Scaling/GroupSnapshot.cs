namespace Fleeting.Aws.Scaling;

/// <summary>The group at one moment.</summary>
internal sealed record GroupSnapshot
{
    /// <summary>Every instance, those of a warm pool included.</summary>
    public required IReadOnlyDictionary<string, GroupInstance> Instances { get; init; }

    /// <summary>The group's sizes and settings; null when the permission to read them is missing.</summary>
    public GroupProperties? Properties { get; init; }

    /// <summary>When it was asked for, by <see cref="TimeProvider.GetTimestamp"/>.</summary>
    public required long ReadAt { get; init; }

    /// <summary>Some instances are listed although the read lacked them: <see cref="GroupInstance.IsMissing"/>.</summary>
    public bool HasMissing { get; init; }
}
