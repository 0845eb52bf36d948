using System.Text;

namespace GoPlugin.Tests.Harness;

/// <summary>A stderr that nobody reads for a while, or whose disk is full.</summary>
internal sealed class StubbornStream : MemoryStream
{
    private readonly ManualResetEventSlim _read = new(initialState: true);
    private readonly SemaphoreSlim _held = new(0);
    private readonly SemaphoreSlim _refused = new(0);
    private readonly Lock _lock = new();
    private (string Text, TaskCompletionSource Signal)? _awaited;

    public int Writes { get; private set; }

    /// <summary>While false, writing waits.</summary>
    public bool IsRead
    {
        set
        {
            if (value)
            {
                _read.Set();
            }
            else
            {
                _read.Reset();
            }
        }
    }

    /// <summary>How many bytes there is room for; of a write beyond it, only those are kept.</summary>
    public int Room { get; set; } = int.MaxValue;

    /// <summary>Ends when a further write waits to be read.</summary>
    public Task HeldAsync() => _held.WaitAsync(TestContext.Current.CancellationToken);

    /// <summary>Ends when a further write was refused.</summary>
    public Task RefusedAsync() => _refused.WaitAsync(TestContext.Current.CancellationToken);

    /// <summary>Ends when that was written.</summary>
    public Task WrittenAsync(string text)
    {
        var signal = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            _awaited = (text, signal);
            Look();
        }

        return signal.Task.WaitAsync(TestContext.Current.CancellationToken);
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (!_read.IsSet)
        {
            _held.Release();
            _read.Wait();
        }

        lock (_lock)
        {
            Writes++;
            var fits = Math.Min(buffer.Length, Room);
            base.Write(buffer[..fits]);
            Room -= fits;
            Look();
            if (fits < buffer.Length)
            {
                _refused.Release();
                throw new IOException("No space left on device");
            }
        }
    }

    protected override void Dispose(bool disposing)
    {
        _read.Dispose();
        _held.Dispose();
        _refused.Dispose();
        base.Dispose(disposing);
    }

    private void Look()
    {
        if (_awaited is var (text, signal) && Encoding.UTF8.GetString(ToArray()).Contains(text, StringComparison.Ordinal))
        {
            signal.TrySetResult();
        }
    }
}
