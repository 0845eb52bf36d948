using System.Text.RegularExpressions;
using AwsClients.AutoScaling;
using Fleeting.Aws.Calls;
using Fleeting.Aws.Logging;
using Fleeting.Errors;
using Microsoft.Extensions.Logging;

namespace Fleeting.Aws.Scaling;

/// <summary>Asks the group for more instances.</summary>
internal sealed partial class ScaleOut(
    GroupScope scope, GroupReader reader, IAutoScaling autoScaling, AwsCalls calls, CapacityLedger ledger, LaunchWatch launches, ILogger logger)
{
    /// <summary>Asks for as many of <paramref name="count"/> as fit below MaxSize.</summary>
    /// <exception cref="ProviderException">Nothing fits, or AWS said no.</exception>
    public async Task<IncreaseResult> IncreaseAsync(int count, CancellationToken cancellationToken)
    {
        using var change = await ledger.BeginChangeAsync(cancellationToken).ConfigureAwait(false);
        await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        var plan = ledger.Plan(count);
        try
        {
            await AskAsync(plan, count, cancellationToken).ConfigureAwait(false);
        }
        catch (AwsException e) when (e.IsRefusal && AboveMaxValue().Match(e.Message) is { Success: true } match)
        {
            // Where MaxSize may not be read, AWS's refusal names it.
            plan = ledger.Plan(count, int.Parse(match.Groups[1].ValueSpan));
            await AskAsync(plan, count, cancellationToken).ConfigureAwait(false);
        }
        catch (AwsException e) when (e.IsOutage)
        {
            // Perhaps only the answer was lost. Where a look cannot tell, the host asks again, and that is asking the same.
            await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            plan = ledger.Plan(count);
            if (plan.Figures.Desired is not { } desired || desired < plan.Target)
            {
                throw;
            }
        }

        ledger.Promise(plan.Granted);
        return new IncreaseResult(plan.Granted, plan.Granted < count ? NoHeadroom(count, plan) : null);
    }

    /// <summary>
    /// Asks again for what is owed to the host and has not been desired any more for a while. Never fails: the next read tries again.
    /// </summary>
    public async Task RestoreAsync(CancellationToken cancellationToken)
    {
        if (!ledger.IsShort)
        {
            return;
        }

        try
        {
            using var change = await ledger.BeginChangeAsync(cancellationToken).ConfigureAwait(false);
            if (ledger.Shortfall() is { } plan)
            {
                var owed = ledger.Owed;
                await SetAsync(plan.Target, $"ask {scope} again for {owed} instances that are owed to the runner", cancellationToken)
                    .ConfigureAwait(false);
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

    private async Task AskAsync(CapacityPlan plan, int count, CancellationToken cancellationToken)
    {
        if (plan.Granted == 0)
        {
            throw NoHeadroom(count, plan);
        }

        if (!plan.IsAskedAlready)
        {
            await SetAsync(plan.Target, $"increase {scope} by {count} (to DesiredCapacity {plan.Target})", cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task SetAsync(int desired, string what, CancellationToken cancellationToken)
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
                AwsAction.SetDesiredCapacity, what, token => autoScaling.SetDesiredCapacityAsync(request, token), cancellationToken)
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
