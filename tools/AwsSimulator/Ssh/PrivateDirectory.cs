namespace AwsSimulator.Ssh;

/// <summary>
/// A simulator's own directory, held by a lock file. A simulator that was killed leaves its directory without one who holds it: the
/// next to start takes that away.
/// </summary>
internal sealed class PrivateDirectory : IDisposable
{
    private const string Prefix = "aws-simulator-";
    private const string LockName = "lock";
    private readonly FileStream _lock;

    public PrivateDirectory(string parent)
    {
        if (OperatingSystem.IsWindows())
        {
            throw new PlatformNotSupportedException("could not make the simulator's directory: instances need Linux");
        }

        // 0700, as its content must be: host key, accounts, keys.
        Path = Directory.CreateDirectory(
            System.IO.Path.Combine(parent, Prefix + Guid.NewGuid().ToString("N")[..8]),
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute).FullName;
        _lock = Hold(Path);
        RemoveAbandoned(parent);
    }

    public string Path { get; }

    public void Dispose()
    {
        _lock.Dispose();
        Directory.Delete(Path, recursive: true);
    }

    private void RemoveAbandoned(string parent)
    {
        // Younger ones may be about to take their lock.
        var old = Directory.GetLastWriteTimeUtc(Path).AddMinutes(-1);
        foreach (var other in Directory.EnumerateDirectories(parent, Prefix + "*").Where(path => Directory.GetLastWriteTimeUtc(path) < old))
        {
            try
            {
                using (Hold(other))
                {
                }

                Directory.Delete(other, recursive: true);
            }
            catch (Exception taken) when (taken is IOException or UnauthorizedAccessException)
            {
                // Alive, or another user's.
            }
        }
    }

    private static FileStream Hold(string directory) =>
        new(System.IO.Path.Combine(directory, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
}
