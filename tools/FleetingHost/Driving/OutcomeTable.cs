using System.Globalization;
using FleetingHost.Reporting;

namespace FleetingHost.Driving;

/// <summary>The table at the end of a run.</summary>
internal static class OutcomeTable
{
    private static readonly string[] _header = ["instance", "address", "running (s)", "connected (s)", "exit code"];

    public static string Format(IReadOnlyList<InstanceOutcome> outcomes) =>
        TextTable.Format(_header, [.. outcomes.Select(outcome => (string[])
        [
            outcome.Instance,
            outcome.Address == "" ? "-" : outcome.Address,
            outcome.ToRunning.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture),
            outcome.ToConnected?.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture) ?? "-",
            outcome.ExitCode?.ToString(CultureInfo.InvariantCulture) ?? "-",
        ])]);
}
