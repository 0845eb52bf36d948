using System.Text;

namespace FleetingHost.Reporting;

/// <summary>Lays rows out in columns that are as wide as their widest cell.</summary>
internal static class TextTable
{
    /// <summary>The table's lines, header first, without an end of line at the end.</summary>
    public static string Format(IReadOnlyList<string> header, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var widths = header.Select((title, column) => rows.Select(row => row[column].Length).Append(title.Length).Max()).ToList();
        var lines = new List<string> { Line(header), Line([.. widths.Select(width => new string('-', width))]) };
        lines.AddRange(rows.Select(Line));
        return string.Join('\n', lines);

        string Line(IReadOnlyList<string> cells)
        {
            var line = new StringBuilder();
            for (var column = 0; column < cells.Count; column++)
            {
                line.Append(cells[column].PadRight(widths[column])).Append("  ");
            }

            return line.ToString().TrimEnd();
        }
    }
}
