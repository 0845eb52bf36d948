namespace Fuzz.Engine;

/// <summary>One boundary: what comes in there, and what must hold whatever it is.</summary>
/// <param name="Name">As <c>--target</c> and the corpus name it.</param>
/// <param name="Run">Takes one input. An exception is a finding: of an oracle, or one that the boundary does not declare.</param>
internal sealed record Target(string Name, Action<byte[]> Run)
{
    /// <summary>The longest input that is made.</summary>
    public int MaxBytes { get; init; } = 8 * 1024;

    /// <summary>What an input may make the boundary allocate, whatever its size.</summary>
    public long BaseAllocation { get; init; } = 1024 * 1024;

    /// <summary>What each byte of it may make it allocate on top.</summary>
    public long AllocationPerByte { get; init; } = 512;

    /// <summary>Words of the format, for mutations.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];
}
