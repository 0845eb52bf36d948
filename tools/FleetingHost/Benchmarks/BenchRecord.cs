using System.Globalization;
using System.Text;

namespace FleetingHost.Benchmarks;

/// <summary>Keeps the results of a run in a folder: RESULTS.md, the newest first, and update.svg, the newest only.</summary>
internal static class BenchRecord
{
    private const string Begin = "<!-- newest first -->\n";

    public static async Task KeepAsync(string folder, BenchResults results, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, "RESULTS.md");
        var text = File.Exists(path) ? await File.ReadAllTextAsync(path, cancellationToken) : $"# Results\n\n{Begin}";
        var at = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        await File.WriteAllTextAsync(path, text.Insert(at, Section(results, now)), cancellationToken);

        if (!BenchPicture.CanDraw(results.Own))
        {
            return;
        }

        var plugins = new List<(string, IReadOnlyList<Measurement>)> { ("this plugin", results.Own) };
        if (results.Other.Count > 0)
        {
            plugins.Add(("the other", results.Other));
        }

        await File.WriteAllTextAsync(Path.Combine(folder, "update.svg"), BenchPicture.Draw(plugins), cancellationToken);
    }

    private static string Section(BenchResults results, DateTimeOffset now)
    {
        var section = new StringBuilder();
        section.AppendLine(Invariant($"\n## {now:yyyy-MM-dd HH:mm} UTC, {Machine()}\n"));
        if (results.Other.Count == 0)
        {
            section.AppendLine("| name | value | unit |\n|---|---|---|");
        }
        else
        {
            section.AppendLine("| name | value | other | ratio | unit |\n|---|---|---|---|---|");
        }

        var others = results.Other.ToDictionary(m => m.Name[BenchResults.Prefix.Length..]);
        foreach (var own in results.Own)
        {
            section.AppendLine(
                others.TryGetValue(own.Name, out var other)
                    ? Invariant($"| `{own.Name}` | {own.Value:0.##} | {other.Value:0.##} | {Ratio(own, other)} | {own.Unit} |")
                : others.Count > 0
                    ? Invariant($"| `{own.Name}` | {own.Value:0.##} | | | {own.Unit} |")
                    : Invariant($"| `{own.Name}` | {own.Value:0.##} | {own.Unit} |"));
        }

        foreach (var both in results.Both)
        {
            section.AppendLine(Invariant($"| `{both.Name}` | {both.Value:0.###} |{(others.Count > 0 ? " | |" : "")} {both.Unit} |"));
        }

        return section.ToString();
    }

    private static string Ratio(Measurement own, Measurement other) => other.Value > 0 ? Invariant($"{own.Value / other.Value:0.##}") : "";

    // Whoever reads the figures must know how busy the machine was.
    private static string Machine()
    {
        var load = File.ReadAllText("/proc/loadavg").Split(' ');
        var processor = File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal));
        return $"{Environment.ProcessorCount} × {processor?.Split(':')[1].Trim() ?? "unknown processor"}, load {load[0]} (1 min), {load[2]} (15 min)";
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
