using System.Globalization;
using FleetingHost.Reporting;

namespace FleetingHost.Driving;

/// <summary>The table of a run of one instance: each step, what it took and how it ended.</summary>
internal static class StepTable
{
    private static readonly string[] _header = ["step", "seconds", "outcome"];

    /// <param name="toServing">From the plugin's start to its answer to a ping.</param>
    /// <param name="report">The run.</param>
    public static string Format(TimeSpan toServing, RunReport report)
    {
        var outcome = report.Outcomes.Count == 0 ? null : report.Outcomes[0];
        return TextTable.Format(
            _header,
            [
                ["start the plugin", Seconds(toServing), "done"],
                ["initialise it", Seconds(report.ToInitialised), report.Group.Text],
                outcome is null
                    ? ["launch", Seconds(report.ToServed), report.Interrupted ? "interrupted" : "failed"]
                    : ["launch", Seconds(outcome.ToRunning), $"{outcome.Instance} runs"],
                outcome?.ToConnected is { } toConnected
                    ? ["connect", Seconds(toConnected), outcome.Address]
                    : Missing("connect", reached: outcome is not null, report),
                outcome?.ToFinished is { } toFinished
                    ? ["command", Seconds(toFinished), outcome.ExitCode is { } code ? $"exit code {code}" : "failed"]
                    : Missing("command", reached: outcome?.ToConnected is not null, report),
                ["scale down", Seconds(report.ToRemoved), Removal(report)],
            ]);
    }

    private static string[] Missing(string step, bool reached, RunReport report)
    {
        if (!reached)
        {
            return [step, "-", "not reached"];
        }

        var before = report.Outcomes[0].ToRunning + (report.Outcomes[0].ToConnected ?? TimeSpan.Zero);
        return [step, Seconds(report.ToServed - before), report.Interrupted ? "interrupted" : "failed"];
    }

    private static string Removal(RunReport report) => report switch
    {
        { IsClean: false } => "not all gone",
        { Ending.Count: > 0 } => "on its way out",
        _ => "all gone",
    };

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture);
}
