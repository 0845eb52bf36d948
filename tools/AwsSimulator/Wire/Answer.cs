namespace AwsSimulator.Wire;

/// <summary>What goes back over HTTP.</summary>
internal sealed record Answer(int Status, string ContentType, string Body)
{
    /// <summary>The error's code; null on success.</summary>
    public string? ErrorCode { get; init; }

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();
}
