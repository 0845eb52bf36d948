using System.Globalization;
using System.Text;

namespace FleetingHost.Benchmarks;

/// <summary>Cost against size as an SVG: the CPU of Update, on logarithmic axes.</summary>
internal static class BenchPicture
{
    private const int Width = 640;
    private const int Height = 400;
    private const int Margin = 60;

    private static readonly string[] _colours = ["#1f6feb", "#d1242f"];

    /// <summary>Whether Update was measured at every size.</summary>
    public static bool CanDraw(IReadOnlyList<Measurement> measurements) =>
        BenchServer.Sizes.All(size => measurements.Any(m => m.Name == $"update.{size}.cpu_ms"));

    /// <param name="plugins">A name and its measurements each, at most two.</param>
    public static string Draw(IReadOnlyList<(string Name, IReadOnlyList<Measurement> Measurements)> plugins)
    {
        var lines = plugins.Select(plugin => (plugin.Name, Points: Points(plugin.Measurements))).ToList();
        var most = lines.SelectMany(line => line.Points).Max(point => point.Milliseconds);
        var top = Math.Pow(10, Math.Ceiling(Math.Log10(most)));
        var svg = new StringBuilder();
        svg.AppendLine(Invariant($"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {Height}" font-family="sans-serif" font-size="12">"""));
        svg.AppendLine("""<rect width="100%" height="100%" fill="white"/>""");
        svg.AppendLine(Invariant($"""<text x="{Margin}" y="24" font-size="15">Update: CPU of the plugin for one call, by the size of the group</text>"""));
        foreach (var size in BenchServer.Sizes)
        {
            svg.AppendLine(Invariant($"""<line x1="{X(size):0.#}" y1="{Margin}" x2="{X(size):0.#}" y2="{Height - Margin}" stroke="#ddd"/>"""));
            svg.AppendLine(Invariant($"""<text x="{X(size):0.#}" y="{Height - Margin + 18}" text-anchor="middle">{size}</text>"""));
        }

        for (var value = 0.1; value <= top * 1.01; value *= 10)
        {
            svg.AppendLine(Invariant($"""<line x1="{Margin}" y1="{Y(value, top):0.#}" x2="{Width - Margin}" y2="{Y(value, top):0.#}" stroke="#ddd"/>"""));
            svg.AppendLine(Invariant($"""<text x="{Margin - 8}" y="{Y(value, top) + 4:0.#}" text-anchor="end">{value:0.#} ms</text>"""));
        }

        foreach (var ((name, points), i) in lines.Select((line, i) => (line, i)))
        {
            var path = string.Join(' ', points.Select(point => Invariant($"{X(point.Size):0.#},{Y(point.Milliseconds, top):0.#}")));
            svg.AppendLine($"""<polyline points="{path}" fill="none" stroke="{_colours[i]}" stroke-width="2"/>""");
            svg.AppendLine(Invariant($"""<text x="{Margin + 12}" y="{Margin + 18 + 18 * i}" fill="{_colours[i]}">{name}</text>"""));
        }

        return svg.AppendLine("</svg>").ToString();
    }

    private static List<(int Size, double Milliseconds)> Points(IReadOnlyList<Measurement> measurements) =>
    [
        .. BenchServer.Sizes.Select(size =>
            (size, Math.Max(0.1, measurements.Single(m => m.Name.EndsWith($"update.{size}.cpu_ms", StringComparison.Ordinal)).Value))),
    ];

    private static double X(int size) =>
        Margin + (Width - 2 * Margin) * (Math.Log10(size) - 1) / (Math.Log10(BenchServer.Sizes[^1]) - 1);

    private static double Y(double value, double top) =>
        Height - Margin - (Height - 2 * Margin) * (Math.Log10(value) + 1) / (Math.Log10(top) + 1);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
