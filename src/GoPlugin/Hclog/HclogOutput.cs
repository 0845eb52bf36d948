namespace GoPlugin.Hclog;

/// <summary>
/// Writes lines to stderr on a thread of its own, so that nobody who logs ever waits for who reads, and a plugin can end although nobody
/// does. What waits to be written is bounded; what does not fit, or cannot be written, is lost and counted.
/// </summary>
/// <param name="stderr">Where the lines go.</param>
/// <param name="lossNotice">The line that tells how many were lost.</param>
internal sealed class HclogOutput(Stream stderr, Func<int, ReadOnlyMemory<byte>> lossNotice)
{
    /// <summary>The most that waits: some thousand lines.</summary>
    public const int MaxWaitingBytes = 1024 * 1024;

    private readonly object _lock = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private List<ReadOnlyMemory<byte>> _waiting = [];
    private List<ReadOnlyMemory<byte>> _writing = [];
    private int _waitingBytes;
    private int _lost;
    private bool _closed;
    private Thread? _writer;

    // Only the writer's: whether the last line may have been written by half, as on a full disk.
    private bool _isBroken;

    /// <summary>Takes a line to be written soon.</summary>
    public void Add(ReadOnlyMemory<byte> line)
    {
        lock (_lock)
        {
            if (_closed)
            {
                return;
            }

            if (_waitingBytes + line.Length > MaxWaitingBytes)
            {
                _lost++;
                return;
            }

            _waiting.Add(line);
            _waitingBytes += line.Length;
            if (_writer is null)
            {
                _writer = new Thread(WriteAll) { IsBackground = true, Name = "log" };
                _writer.Start();
            }

            Monitor.Pulse(_lock);
        }
    }

    /// <summary>Takes no more lines. The task ends when those that wait are written, which may be never.</summary>
    public Task CloseAsync()
    {
        lock (_lock)
        {
            _closed = true;
            Monitor.Pulse(_lock);
            return _writer is null ? Task.CompletedTask : _ended.Task;
        }
    }

    private void WriteAll()
    {
        while (TryTake(out var lost))
        {
            foreach (var line in _writing)
            {
                lost += TryWrite(line) ? 0 : 1;
                lock (_lock)
                {
                    _waitingBytes -= line.Length;
                }
            }

            _writing.Clear();
            lost += TakeLostMeanwhile();
            if (lost > 0 && !TryWrite(lossNotice(lost)))
            {
                lock (_lock)
                {
                    _lost += lost;
                }
            }
        }

        _ended.SetResult();
    }

    /// <summary>Waits for lines and takes all there are; false when there will be none.</summary>
    /// <param name="lost">How many were lost since the last taking, all of them after these lines.</param>
    private bool TryTake(out int lost)
    {
        lock (_lock)
        {
            while (_waiting.Count == 0 && !_closed)
            {
                Monitor.Wait(_lock);
            }

            (_waiting, _writing) = (_writing, _waiting);
            (lost, _lost) = (_lost, 0);
            return _writing.Count > 0;
        }
    }

    /// <summary>How many were lost while lines were written, when nothing waits that came before them: no line may come to tell them with.</summary>
    private int TakeLostMeanwhile()
    {
        lock (_lock)
        {
            var lost = _waiting.Count == 0 ? _lost : 0;
            _lost -= lost;
            return lost;
        }
    }

    private bool TryWrite(ReadOnlyMemory<byte> line)
    {
        try
        {
            if (_isBroken)
            {
                stderr.Write("\n"u8);
            }

            stderr.Write(line.Span);
            stderr.Flush();
            _isBroken = false;
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _isBroken = true;
            return false;
        }
    }
}
