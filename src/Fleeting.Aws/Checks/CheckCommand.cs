using Fleeting.Aws.Checks.Judging;
using Fleeting.Aws.Checks.Reading;
using Fleeting.Aws.Checks.Reporting;
using Fleeting.Configuration;

namespace Fleeting.Aws.Checks;

/// <summary><c>check</c>: looks at a runner's group as the plugin would, changes nothing, and says what is wrong and what to do.</summary>
/// <param name="time">The clock.</param>
/// <param name="hasColours">Whether <paramref name="stdout"/> is a terminal that has colours.</param>
/// <param name="stdout">Gets the report.</param>
/// <param name="stderr">Gets the reason when it could not look.</param>
public sealed class CheckCommand(TimeProvider time, bool hasColours, TextWriter stdout, TextWriter stderr)
{
    public const string Name = "check";

    public const string Summary = "look at a runner's group and say what is wrong with it; check --help has the options";

    /// <param name="arguments">Those behind <c>check</c>.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>One of <see cref="CheckExitCode"/>.</returns>
    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        if (arguments is ["--help" or "-help" or "-h" or "help"])
        {
            await stdout.WriteLineAsync(CheckOptions.Help.AsMemory(), cancellationToken).ConfigureAwait(false);
            return CheckExitCode.AllWell;
        }

        CheckOptions options;
        try
        {
            options = CheckOptions.Parse(arguments);
        }
        catch (ArgumentException e)
        {
            await stderr.WriteLineAsync($"could not check: {e.Message}\n\n{CheckOptions.Help}".AsMemory(), cancellationToken).ConfigureAwait(false);
            return CheckExitCode.CouldNotLook;
        }
        catch (RunnerConfigException e)
        {
            await stderr.WriteLineAsync($"could not check: {e.Message}".AsMemory(), cancellationToken).ConfigureAwait(false);
            return CheckExitCode.CouldNotLook;
        }

        var facts = await new FactsReader(options.Target, time).ReadAsync(cancellationToken).ConfigureAwait(false);
        var report = Rules.Judge(facts);
        var text = options.IsJson ? JsonReport.Write(report) : TextReport.Write(report, hasColours);
        await stdout.WriteAsync(text.AsMemory(), cancellationToken).ConfigureAwait(false);
        return report.Count(Outcome.Wrong) > 0 ? CheckExitCode.SomethingWrong
            : facts.Group.Value is null ? CheckExitCode.CouldNotLook
            : CheckExitCode.AllWell;
    }
}
