namespace Functional;

/// <summary>A folder of a test's own, as the temporary folder of its plugin. What is in it at the end was left behind.</summary>
internal sealed class PrivateFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("fleeting-functional-").FullName;

    /// <summary>What is in it, sockets and hidden files included, by name.</summary>
    public IReadOnlyList<string> Content =>
        [.. Directory.EnumerateFileSystemEntries(Path).Select(entry => System.IO.Path.GetFileName(entry))];

    /// <summary>Writes a file into it and returns the path.</summary>
    public string Write(string name, string text)
    {
        var path = System.IO.Path.Combine(Path, name);
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
