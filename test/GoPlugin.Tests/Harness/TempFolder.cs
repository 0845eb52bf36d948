namespace GoPlugin.Tests.Harness;

/// <summary>A folder with a short path, gone after the test.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("gp-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
