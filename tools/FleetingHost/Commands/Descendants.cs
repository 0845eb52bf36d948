using System.Globalization;
using System.Runtime.InteropServices;

namespace FleetingHost.Commands;

/// <summary>
/// Finds the processes that this one has started, those included whose parents have ended: such orphans become our children, because we
/// ask the kernel for them. Linux only; elsewhere it finds none.
/// </summary>
internal sealed class Descendants
{
    private const int SetChildSubreaper = 36;

    private readonly HashSet<int> _before;

    private Descendants() => _before = [.. Children().Select(child => child.Id)];

    /// <summary>Starts to adopt orphans. Children that are there already are not counted later.</summary>
    public static Descendants Adopt()
    {
        if (OperatingSystem.IsLinux())
        {
            _ = prctl(SetChildSubreaper, 1, 0, 0, 0);
        }

        return new Descendants();
    }

    /// <summary>The children that run now, as <c>id name</c>.</summary>
    public IReadOnlyList<string> Running() =>
        [.. Children().Where(child => !_before.Contains(child.Id)).Select(child => $"{child.Id} {child.Name}")];

    private static IEnumerable<(int Id, string Name)> Children()
    {
        if (!OperatingSystem.IsLinux())
        {
            yield break;
        }

        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) && ReadStat(folder) is { } stat)
            {
                // pid (name) state ppid …: the name may hold anything, so look for its last bracket.
                var end = stat.LastIndexOf(')');
                var fields = stat[(end + 2)..].Split(' ');
                if (fields[0] != "Z" && fields[1] == Environment.ProcessId.ToString(CultureInfo.InvariantCulture))
                {
                    yield return (id, stat[(stat.IndexOf('(') + 1)..end]);
                }
            }
        }
    }

    private static string? ReadStat(string folder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, "stat"));
        }
        catch (IOException)
        {
            // It ended while we looked.
            return null;
        }
    }

    [DllImport("libc", EntryPoint = "prctl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int prctl(int option, nuint argument2, nuint argument3, nuint argument4, nuint argument5);
}
