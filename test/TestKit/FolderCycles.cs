using ArchUnitNET.Domain;
using ArchUnitNET.Loader;

namespace TestKit;

/// <summary>Finds the folders of a project that need each other. A folder is a namespace; the project's root is one, too.</summary>
public static class FolderCycles
{
    /// <summary>
    /// Each knot of folders that need each other, as text: the folders, and for each need between two of them one place where it is. Empty
    /// when dependencies go one way only.
    /// </summary>
    /// <param name="assembly">The project.</param>
    /// <param name="root">The namespace of its root.</param>
    public static IReadOnlyList<string> Of(System.Reflection.Assembly assembly, string root)
    {
        var types = new ArchLoader().LoadAssembly(assembly).Build().Types.Where(type => IsWithin(type, root)).ToList();
        var needs = types
            .SelectMany(type => type.Dependencies.Select(dependency => (From: type, To: dependency.Target)))
            .Where(need => IsWithin(need.To, root) && need.To.Assembly.Equals(need.From.Assembly))
            .Where(need => need.From.Namespace.FullName != need.To.Namespace.FullName)
            .ToList();
        var next = needs.ToLookup(need => need.From.Namespace.FullName, need => need.To.Namespace.FullName);
        var reached = next.Select(folder => folder.Key).ToDictionary(folder => folder, folder => Reach(folder, next));
        return
        [
            .. reached.Where(folder => folder.Value.Contains(folder.Key))
                .GroupBy(folder => string.Join(", ", folder.Value.Where(other => Reaches(reached, other, folder.Key)).Order()))
                .Select(knot => Describe(knot.Key, needs)),
        ];
    }

    private static bool Reaches(Dictionary<string, HashSet<string>> reached, string from, string to) =>
        reached.TryGetValue(from, out var folders) && folders.Contains(to);

    private static HashSet<string> Reach(string folder, ILookup<string, string> next)
    {
        HashSet<string> reached = [];
        var todo = new Queue<string>(next[folder]);
        while (todo.TryDequeue(out var other))
        {
            if (reached.Add(other))
            {
                foreach (var further in next[other])
                {
                    todo.Enqueue(further);
                }
            }
        }

        return reached;
    }

    private static string Describe(string knot, List<(IType From, IType To)> needs)
    {
        var folders = knot.Split(", ");
        var places = needs
            .Where(need => folders.Contains(need.From.Namespace.FullName) && folders.Contains(need.To.Namespace.FullName))
            .GroupBy(need => (From: need.From.Namespace.FullName, To: need.To.Namespace.FullName))
            .OrderBy(need => need.Key.From, StringComparer.Ordinal).ThenBy(need => need.Key.To, StringComparer.Ordinal)
            .Select(need => $"  {need.Key.From} → {need.Key.To}: {string.Join(", ", need.Select(pair => $"{pair.From.Name} → {pair.To.Name}").Distinct().Take(4))}");
        return $"{knot}\n{string.Join('\n', places)}";
    }

    // Type parameters have no namespace.
    private static bool IsWithin(IType type, string root) =>
        type.Namespace?.FullName is { } folder && (folder == root || folder.StartsWith(root + '.', StringComparison.Ordinal));
}
