using System.Text.RegularExpressions;
using AwsClients.AutoScaling;
using Fleeting.Aws.Calls;
using Fleeting.Aws.Logging;
using Fleeting.Errors;
using Microsoft.Extensions.Logging;

namespace Fleeting.Aws.Scaling;

/// <summary>Asks the group for more instances.</summary>
/// <param name="scope">The group.</param>
/// <param name="reader">Reads it.</param>
/// <param name="autoScaling">Tries each call once: DesiredCapacity is absolute, so what a second attempt should ask for is decided anew.</param>
/// <param name="attempts">How often to try, the first time included.</param>
/// <param name="calls">The way to AWS.</param>
/// <param name="ledger">The group's book.</param>
/// <param name="launches">Knows why instances do not come.</param>
/// <param name="logger">Takes the log.</param>
/// <param name="time">The clock.</param>
internal sealed partial class ScaleOut(
    GroupScope scope,
    GroupReader reader,
    IAutoScaling autoScaling,
    int attempts,
    AwsCalls calls,
    CapacityLedger ledger,
    LaunchWatch launches,
    ILogger logger,
    TimeProvider time)
{
    /// <summary>Asks for as many of <paramref name="count"/> as fit below MaxSize.</summary>
    /// <exception cref="ProviderException">Nothing fits, or AWS said no.</exception>
    public async Task<IncreaseResult> IncreaseAsync(int count, CancellationToken cancellationToken)
    {
        using var change = await ledger.BeginChangeAsync(cancellationToken).ConfigureAwait(false);
        var plan = await AskAsync(count, to => $"increase {scope} by {count} (to DesiredCapacity {to})", cancellationToken).ConfigureAwait(false);
        ledger.Promise(plan.Granted);
        return new IncreaseResult(plan.Granted, plan.Granted < count ? NoHeadroom(count, plan) : null);
    }

    /// <summary>
    /// Asks again for what is owed to the host and has not been desired any more for a while. Never fails: a later read tries again.
    /// </summary>
    public async Task RestoreAsync(CancellationToken cancellationToken)
    {
        if (!ledger.TakeShortfall())
        {
            return;
        }

        try
        {
            using var change = await ledger.BeginChangeAsync(cancellationToken).ConfigureAwait(false);
            var owed = ledger.Owed;
            var plan = await AskAsync(0, _ => $"ask {scope} again for {owed} instances that are owed to the runner", cancellationToken)
                .ConfigureAwait(false);
            if (!plan.IsAskedAlready)
            {
                Log.AskedAgain(logger, scope.Name, scope.Region, owed, plan.Target);
            }
        }
        catch (AwsException e)
        {
            Log.NotAskedAgain(logger, scope.Name, scope.Region, ledger.Owed, e.Message);
        }
        catch (OperationCanceledException)
        {
            // The group is being closed.
        }
    }

    /// <summary>Sees to it that the group is asked for what the host wants and <paramref name="count"/> more.</summary>
    /// <returns>The plan that holds now.</returns>
    private async Task<CapacityPlan> AskAsync(int count, Func<int, string> what, CancellationToken cancellationToken)
    {
        int? maxSize = null;
        AwsException? failure = null;
        for (var attempt = 1; ;)
        {
            // After a failure as well: perhaps only the answer was lost, and somebody may have moved DesiredCapacity since.
            await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            var plan = ledger.Plan(count, maxSize);
            if (plan.Granted == 0 && count > 0)
            {
                throw NoHeadroom(count, plan);
            }

            if (plan.IsAskedAlready)
            {
                return plan;
            }

            if (attempt > attempts)
            {
                throw failure!;
            }

            try
            {
                await SetAsync(plan.Target, what(plan.Target), attempt == attempts, cancellationToken).ConfigureAwait(false);
                return plan;
            }
            catch (AwsException e) when (maxSize is null && e.IsRefusal && AboveMaxValue().Match(e.Message) is { Success: true } match)
            {
                // Where MaxSize may not be read, AWS's refusal names it.
                maxSize = int.Parse(match.Groups[1].ValueSpan);
            }
            catch (AwsException e) when (e.MayPass)
            {
                failure = e;
                if (attempt++ < attempts)
                {
                    await Task.Delay(Backoff.Pause(attempt - 1), time, cancellationToken).ConfigureAwait(false);
                }
            }
        }
    }

    private async Task SetAsync(int desired, string what, bool isLastAttempt, CancellationToken cancellationToken)
    {
        var request = new SetDesiredCapacityRequest
        {
            AutoScalingGroupName = scope.Name,
            DesiredCapacity = desired,
            HonorCooldown = false,
        };

        ledger.Ask(desired);
        try
        {
            await calls.RunAsync(
                AwsAction.SetDesiredCapacity, what, token => autoScaling.SetDesiredCapacityAsync(request, token), cancellationToken, isLastAttempt)
                .ConfigureAwait(false);
        }
        catch (AwsException e) when (!e.IsOutage)
        {
            ledger.Refused();
            throw;
        }

        ledger.Set(desired);
        reader.Outdate();
    }

    private ProviderException NoHeadroom(int count, CapacityPlan plan)
    {
        var figures = plan.Figures;
        var by = plan.Granted == 0 ? $"by {count}" : $"by {count}, only by {plan.Granted}";
        var asked = figures.Desired ?? figures.Awaited;
        var cause = figures.Missing > 0
            ? $"its MaxSize {figures.MaxSize} is asked for already (DesiredCapacity {asked}), and {figures.Missing} of that have not come: {launches.Cause}"
            : $"its DesiredCapacity is {asked} and its MaxSize {figures.MaxSize}; raise the group's MaxSize, or lower max_instances in config.toml";
        return new ProviderException(ProviderErrorReason.ResourceExhausted, $"could not increase {scope} {by}: {cause}");
    }

    [GeneratedRegex(@"above max value (\d{1,6})\b")]
    private static partial Regex AboveMaxValue();
}
