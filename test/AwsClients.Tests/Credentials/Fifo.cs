using System.Diagnostics;

namespace AwsClients.Tests.Credentials;

/// <summary>
/// A named pipe, as a way to hear of a process: what it writes, and that it and all its children have ended, which is when the pipe does.
/// </summary>
internal sealed class Fifo : IDisposable
{
    private readonly Task<StreamReader> _reader;

    private Fifo(string path) =>
        _reader = Task.Run(() => new StreamReader(path));

    public static Fifo Make(string path)
    {
        using var make = Process.Start("mkfifo", path);
        make.WaitForExit();
        return new Fifo(path);
    }

    public Task<string?> LineAsync() => Within(async () => await (await _reader).ReadLineAsync(TestContext.Current.CancellationToken));

    public Task<string> EndAsync() => Within(async () => await (await _reader).ReadToEndAsync(TestContext.Current.CancellationToken));

    public void Dispose()
    {
        if (_reader.IsCompletedSuccessfully)
        {
            _reader.Result.Dispose();
        }
    }

    private static Task<T> Within<T>(Func<Task<T>> read) =>
        Task.Run(read).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
}
