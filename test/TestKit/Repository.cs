namespace TestKit;

/// <summary>Files of the checkout that the tests were built in.</summary>
public static class Repository
{
    /// <summary>The folder of FleetingPluginAws.slnx.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The text of a file, by its path below the root.</summary>
    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>The cells of every table row of a Markdown page whose first cell is code (<c>| `key` | … |</c>), code marks removed.</summary>
    public static IReadOnlyList<string[]> ReadTable(string path) =>
    [
        .. from line in Read(path).Split('\n')
           where line.StartsWith("| `", StringComparison.Ordinal)
           select line.Trim('|', ' ').Split(" | ").Select(cell => cell.Trim().Trim('`')).ToArray(),
    ];

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "FleetingPluginAws.slnx")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException($"{AppContext.BaseDirectory} is in no checkout.");
        }

        return folder.FullName;
    }
}
