using GoPlugin.Native;

namespace GoPlugin;

/// <summary>What the process was given as stdout and stderr, by descriptor: neither is certain to be there.</summary>
public sealed class StandardStreams : IAsyncDisposable
{
    private const int OutputDescriptor = 1;
    private const int ErrorDescriptor = 2;

    private readonly bool _hasOutput;

    private StandardStreams(bool hasOutput, bool hasError)
    {
        _hasOutput = hasOutput;
        Output = hasOutput ? Console.OpenStandardOutput() : Stream.Null;
        Error = hasError ? Console.OpenStandardError() : Stream.Null;
    }

    /// <summary>Stdout; takes everything and keeps nothing when the process was started without.</summary>
    public Stream Output { get; }

    /// <summary>Stderr, likewise.</summary>
    public Stream Error { get; }

    /// <summary>Whether anybody can read what goes to <see cref="Output"/>: it is there, and the other end of a pipe is open.</summary>
    public bool OutputIsRead => _hasOutput && (OperatingSystem.IsWindows() || Libc.IsRead(OutputDescriptor));

    /// <summary>Opens both. To be called before the program opens anything else.</summary>
    public static StandardStreams Open() => new(IsGiven(OutputDescriptor), IsGiven(ErrorDescriptor));

    public async ValueTask DisposeAsync()
    {
        await Output.DisposeAsync().ConfigureAwait(false);
        await Error.DisposeAsync().ConfigureAwait(false);
    }

    private static bool IsGiven(int descriptor) => OperatingSystem.IsWindows() || Libc.IsInherited(descriptor);
}
