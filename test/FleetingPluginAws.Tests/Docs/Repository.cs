namespace FleetingPluginAws.Tests.Docs;

/// <summary>The repository that the tests were built from.</summary>
internal static class Repository
{
    public static async Task<string> ReadAsync(string path)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "FleetingPluginAws.slnx")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException($"{AppContext.BaseDirectory} is not inside the repository");
        }

        return await File.ReadAllTextAsync(Path.Combine(folder.FullName, path), TestContext.Current.CancellationToken);
    }
}
