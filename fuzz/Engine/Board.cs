using System.IO.MemoryMappedFiles;
using System.Runtime.CompilerServices;

namespace Fuzz.Engine;

/// <summary>
/// What a worker tells of itself in a mapped file, so that it can be read whatever the worker died of: a stack overflow takes the process
/// without a word.
/// </summary>
internal sealed unsafe class Board : IDisposable
{
    private const int MaxInput = 1024 * 1024;
    private const int Size = (3 * sizeof(long)) + Counters.Length + MaxInput;

    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _start;

    public Board(string path)
    {
        _file = MemoryMappedFile.CreateFromFile(path, FileMode.OpenOrCreate, null, Size);
        _view = _file.CreateViewAccessor();
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _start);
    }

    /// <summary>How many inputs were run.</summary>
    public ref long Executions => ref Unsafe.AsRef<long>(_start);

    /// <summary>True while an input is being run: a worker that is gone has died of it.</summary>
    public bool IsRunning
    {
        get => Unsafe.AsRef<long>(_start + sizeof(long)) != 0;
        set => Unsafe.AsRef<long>(_start + sizeof(long)) = value ? 1 : 0;
    }

    /// <summary>Which counters were ever hit.</summary>
    public Span<byte> Hit => new(_start + (3 * sizeof(long)), Counters.Length);

    /// <summary>How many of them, which is the coverage: edges between instrumented blocks.</summary>
    public int Edges => Counters.Length - Hit.Count((byte)0);

    /// <summary>The input that runs, or ran last.</summary>
    public ReadOnlySpan<byte> Input
    {
        get => new(_start + (3 * sizeof(long)) + Counters.Length, (int)InputLength);
        set
        {
            InputLength = value.Length;
            value.CopyTo(new Span<byte>(_start + (3 * sizeof(long)) + Counters.Length, MaxInput));
        }
    }

    private ref long InputLength => ref Unsafe.AsRef<long>(_start + (2 * sizeof(long)));

    public void Dispose()
    {
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
    }
}
