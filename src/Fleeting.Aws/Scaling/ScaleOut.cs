using System.Text.RegularExpressions;
using AwsClients.AutoScaling;
using Fleeting.Aws.Errors;

namespace Fleeting.Aws.Scaling;

/// <summary>Asks the group for more instances.</summary>
internal sealed partial class ScaleOut(
    GroupScope scope, GroupReader reader, IAutoScaling autoScaling, AwsCalls calls, DesiredCapacity desiredCapacity)
{
    /// <summary>Asks for as many of <paramref name="count"/> as fit below MaxSize.</summary>
    /// <exception cref="ProviderException">Nothing fits, or AWS said no.</exception>
    public async Task<IncreaseResult> IncreaseAsync(int count, CancellationToken cancellationToken)
    {
        using var change = await desiredCapacity.BeginChangeAsync(cancellationToken).ConfigureAwait(false);
        var version = desiredCapacity.Version;
        var snapshot = await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        desiredCapacity.Observe(snapshot, version);

        return snapshot.Properties is { } properties
            ? await IncreaseAsync(count, properties.DesiredCapacity, properties.MaxSize, cancellationToken).ConfigureAwait(false)
            : await IncreaseBlindAsync(count, desiredCapacity.Counted, cancellationToken).ConfigureAwait(false);
    }

    private async Task<IncreaseResult> IncreaseAsync(int count, int desired, int maxSize, CancellationToken cancellationToken)
    {
        var asked = Math.Min(count, maxSize - desired);
        if (asked <= 0)
        {
            throw NoHeadroom(count, 0, desired, maxSize);
        }

        try
        {
            await SetAsync(count, desired + asked, cancellationToken).ConfigureAwait(false);
        }
        catch (AwsException e) when (e.Reason is ProviderErrorReason.Unavailable)
        {
            // The answer was lost, perhaps not the request: an error here would make the host ask for the same instances again.
            var now = await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            if (now.Properties?.DesiredCapacity != desired + asked)
            {
                throw;
            }
        }

        desiredCapacity.Set(desired + asked);
        return new IncreaseResult(asked, asked < count ? NoHeadroom(count, asked, desired, maxSize) : null);
    }

    /// <summary>Without the permission to read DesiredCapacity and MaxSize: our own count, and AWS's refusal, which names MaxSize.</summary>
    private async Task<IncreaseResult> IncreaseBlindAsync(int count, int counted, CancellationToken cancellationToken)
    {
        try
        {
            await SetAsync(count, counted + count, cancellationToken).ConfigureAwait(false);
        }
        catch (AwsException e) when (e.IsRefusal && AboveMaxValue().Match(e.Message) is { Success: true } match)
        {
            return await IncreaseAsync(count, counted, int.Parse(match.Groups[1].ValueSpan), cancellationToken).ConfigureAwait(false);
        }

        desiredCapacity.Set(counted + count);
        return new IncreaseResult(count);
    }

    private Task<SetDesiredCapacityResponse> SetAsync(int count, int desired, CancellationToken cancellationToken)
    {
        var request = new SetDesiredCapacityRequest
        {
            AutoScalingGroupName = scope.Name,
            DesiredCapacity = desired,
            HonorCooldown = false,
        };
        return calls.RunAsync(
            AwsAction.SetDesiredCapacity,
            $"increase {scope} by {count} (to DesiredCapacity {desired})",
            token => autoScaling.SetDesiredCapacityAsync(request, token),
            cancellationToken);
    }

    private ProviderException NoHeadroom(int count, int asked, int desired, int maxSize)
    {
        var what = asked == 0 ? $"by {count}" : $"by {count}, only by {asked}";
        return new ProviderException(
            ProviderErrorReason.ResourceExhausted,
            $"could not increase {scope} {what}: its DesiredCapacity is {desired} and its MaxSize {maxSize}; " +
            "raise the group's MaxSize, or lower max_instances in config.toml");
    }

    [GeneratedRegex(@"above max value (\d{1,6})\b")]
    private static partial Regex AboveMaxValue();
}
