using System.Globalization;

namespace GoPlugin;

/// <summary>Chooses the version of the application protocol.</summary>
internal static class ProtocolVersion
{
    /// <summary>The highest of <paramref name="ours"/> that the host's comma list names; our lowest when none does.</summary>
    public static int Choose(IReadOnlyList<int> ours, string? hosts)
    {
        var offered = (hosts ?? "").Split(',')
            .Select(text => int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : -1)
            .ToHashSet();
        var common = ours.Where(offered.Contains).ToList();
        return common.Count > 0 ? common.Max() : ours.Min();
    }
}
