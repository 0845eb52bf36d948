using System.Globalization;
using System.Text.Json;
using AwsClients.AutoScaling;
using Fleeting.Aws.Calls;

namespace Fleeting.Aws.Scaling;

/// <summary>Reads what became of a group's launches. An optional permission: autoscaling:DescribeScalingActivities.</summary>
internal sealed class ScalingActivityReader(GroupScope scope, IAutoScaling autoScaling, AwsCalls calls)
{
    // DescribeScalingActivities: MaxRecords, at most 100. The newest page tells enough.
    private const int PageSize = 100;

    // For clocks that differ; and a launch may have begun, and failed, before a read first showed that something is missing.
    private static readonly TimeSpan _margin = TimeSpan.FromSeconds(15);

    // Filters are new in 2026-01: a partition or an emulator may refuse them.
    private volatile bool _withoutFilters;

    /// <exception cref="AwsException">AWS said no.</exception>
    public async Task<Launches> ReadLaunchesAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        var from = (since - _margin).UtcDateTime;
        var launches = (await ReadAsync(from, cancellationToken).ConfigureAwait(false))
            .Where(a => a.StartTime >= from && a.Description?.StartsWith("Launching", StringComparison.Ordinal) is true)
            .ToList();

        // A launch is Cancelled where the instance began and could not go on: a missing grant on a KMS key.
        var failed = launches
            .Where(a => a is { StatusCode: "Failed" or "Cancelled", StatusMessage: not null })
            .Select(a => new FailedLaunch(LaunchFailure.Read(a.StatusMessage!), a.StartTime!.Value, Zone(a.Details)));
        return new Launches(launches.Count, [.. failed]) { NewestFailed = launches.FirstOrDefault()?.StatusCode is "Failed" or "Cancelled" };
    }

    private async Task<List<Activity>> ReadAsync(DateTime from, CancellationToken cancellationToken)
    {
        if (!_withoutFilters)
        {
            try
            {
                var value = from.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
                return await CallAsync([new Filter { Name = "StartTimeLowerBound", Values = [value] }], cancellationToken).ConfigureAwait(false);
            }
            catch (AwsException e) when (e.IsRefusal)
            {
                _withoutFilters = true;
            }
        }

        return await CallAsync([], cancellationToken).ConfigureAwait(false);
    }

    private async Task<List<Activity>> CallAsync(List<Filter> filters, CancellationToken cancellationToken)
    {
        var request = new DescribeScalingActivitiesRequest { AutoScalingGroupName = scope.Name, MaxRecords = PageSize, Filters = filters };
        var response = await calls.RunAsync(
            AwsAction.DescribeScalingActivities,
            $"read the scaling activities of {scope}",
            token => autoScaling.DescribeScalingActivitiesAsync(request, token),
            cancellationToken).ConfigureAwait(false);
        return response.Activities;
    }

    private static string Zone(string? details)
    {
        try
        {
            using var document = JsonDocument.Parse(details ?? "{}");
            return document.RootElement is { ValueKind: JsonValueKind.Object } root
                && root.TryGetProperty("Availability Zone", out var zone) && zone.ValueKind is JsonValueKind.String ? zone.GetString()! : "";
        }
        catch (JsonException)
        {
            return "";
        }
    }
}
