namespace AwsClients.Tests.Profiles;

/// <summary>A home directory with shared files, deleted in the end.</summary>
internal sealed class AwsFolder : IDisposable
{
    public AwsFolder(string? credentials = null, string? config = null)
    {
        Directory.CreateDirectory(Path.Combine(Home, ".aws"));
        Write(".aws/credentials", credentials);
        Write(".aws/config", config);
    }

    public string Home { get; } = Directory.CreateTempSubdirectory("aws-clients-").FullName;

    public string Paths => $"{Home}/.aws/credentials and {Home}/.aws/config";

    /// <summary>Writes a file and returns its path; its time is new even when the clock has not moved.</summary>
    public string Write(string name, string? content)
    {
        var path = Path.Combine(Home, name);
        if (content is not null)
        {
            var written = File.Exists(path) ? File.GetLastWriteTimeUtc(path) : DateTime.UnixEpoch;
            File.WriteAllText(path, content);
            File.SetLastWriteTimeUtc(path, written.AddSeconds(10));
        }

        return path;
    }

    public void Dispose() => Directory.Delete(Home, recursive: true);
}
