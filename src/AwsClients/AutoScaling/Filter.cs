namespace AwsClients.AutoScaling;

/// <summary>What the answer of a Describe call is limited to.</summary>
public sealed class Filter
{
    /// <summary>What is compared: each call has its own names.</summary>
    public string? Name { get; set; }

    /// <summary>What it may be, in AWS's capitals: one of them has to fit.</summary>
    public List<string> Values { get; set; } = [];
}
