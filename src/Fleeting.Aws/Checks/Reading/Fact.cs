namespace Fleeting.Aws.Checks.Reading;

/// <summary>Something that was read once for all checks, or why it was not.</summary>
internal sealed record Fact<T>
    where T : class
{
    private Fact()
    {
    }

    /// <summary>What was read; null when one of the others says why not.</summary>
    public T? Value { get; private init; }

    /// <summary>AWS's word that there is no such thing.</summary>
    public string? Absent { get; private init; }

    /// <summary>Why it could not be read.</summary>
    public string? Unread { get; private init; }

    public static Fact<T> Of(T value) => new() { Value = value };

    public static Fact<T> Missing(string word) => new() { Absent = word };

    public static Fact<T> NotRead(string why) => new() { Unread = why };
}
