using Fleeting.Aws.Calls;
using Fleeting.Aws.Logging;
using Fleeting.Errors;
using Microsoft.Extensions.Logging;

namespace Fleeting.Aws.Scaling;

/// <summary>
/// Says why instances that the group shall have do not come. AWS tells nobody by itself: the request was accepted, and only the group's
/// scaling activities have the reason. What counts is whether something is missing, not that a launch failed: another zone may fill in.
/// </summary>
internal sealed class LaunchWatch(GroupScope scope, ScalingActivityReader activities, ILogger logger, TimeProvider time)
{
    /// <summary>A launch shows as Pending, or as failed, within this time.</summary>
    public static readonly TimeSpan FirstLook = TimeSpan.FromSeconds(15);

    /// <summary>No launch tried in this time: Auto Scaling is not trying.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromMinutes(5);

    /// <summary>Launches may come as far as Pending and fail then: what is missing has come only when it stays.</summary>
    public static readonly TimeSpan Settled = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan _longPause = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly HashSet<string> _told = [];
    private string? _cause;
    private long? _since;
    private DateTimeOffset _sinceTime;
    private long _missingAt;
    private long _lookedAt;
    private bool _looking;

    /// <summary>Why instances are missing; where to look when that is not known.</summary>
    public string Cause
    {
        get
        {
            lock (_lock)
            {
                return _cause
                    ?? $"their cause is in the group's scaling activities (aws autoscaling describe-scaling-activities --auto-scaling-group-name {scope.Name} " +
                    $"--region {scope.Region})";
            }
        }
    }

    /// <summary>Takes in what the group has and lacks, and looks for the reason in the background when it is time to.</summary>
    public void Observe(CapacityFigures figures, CancellationToken closing)
    {
        lock (_lock)
        {
            var now = time.GetTimestamp();
            if (figures.Missing > 0)
            {
                if (_since is null)
                {
                    (_since, _sinceTime) = (now, time.GetUtcNow());
                }

                _missingAt = now;
            }
            else if (_since is { } since && (figures.InService >= (figures.Desired ?? figures.Awaited) || time.GetElapsedTime(_missingAt) >= Settled))
            {
                End(figures, time.GetElapsedTime(since));
                return;
            }

            if (_since is { } began && !_looking && figures.Missing > 0 && IsDue(time.GetElapsedTime(began)))
            {
                (_looking, _lookedAt) = (true, now);
                _ = LookAsync(figures, time.GetElapsedTime(began), closing);
            }
        }
    }

    private bool IsDue(TimeSpan missingFor) =>
        missingFor >= FirstLook && (_lookedAt == 0 || time.GetElapsedTime(_lookedAt) >= (missingFor < Silence ? _pause : _longPause));

    private void End(CapacityFigures figures, TimeSpan lasted)
    {
        if (_told.Count > 0)
        {
            Log.LaunchesWork(logger, scope.Name, scope.Region, figures.Desired ?? figures.Awaited, Duration(lasted));
        }

        _told.Clear();
        (_since, _cause, _lookedAt) = (null, null, 0);
    }

    private async Task LookAsync(CapacityFigures figures, TimeSpan missingFor, CancellationToken closing)
    {
        try
        {
            var launches = await activities.ReadLaunchesAsync(_sinceTime, closing).ConfigureAwait(false);
            lock (_lock)
            {
                Tell(figures, missingFor, launches);
            }
        }
        catch (OperationCanceledException)
        {
            // The group is being closed.
        }
        catch (ProviderException e)
        {
            lock (_lock)
            {
                TellUnknown(figures, missingFor, e);
            }
        }
        finally
        {
            lock (_lock)
            {
                _looking = false;
            }
        }
    }

    private void Tell(CapacityFigures figures, TimeSpan missingFor, Launches launches)
    {
        var desired = figures.Desired ?? figures.Awaited;
        foreach (var failures in launches.Failed.GroupBy(f => (f.Failure.Class, f.Failure.Code)))
        {
            var newest = failures.MaxBy(f => f.At)!;
            var zones = string.Join(", ", failures.Select(f => f.Zone).Where(zone => zone.Length > 0).Distinct().Order());
            var cause = $"{newest.Failure.Words} ({newest.Failure.Code}{(zones.Length > 0 ? $" in {zones}" : "")})";
            _cause = $"{cause}. {newest.Failure.Advice}";
            if (_told.Add($"{failures.Key}"))
            {
                Action<ILogger, string, string, int, int, string, string, int, string> log =
                    newest.Failure.IsForGood ? Log.LaunchesFailForGood : Log.LaunchesFail;
                log(
                    logger, scope.Name, scope.Region, figures.Missing, desired, Duration(missingFor), cause, failures.Count(), newest.Failure.Advice);
            }
        }

        if (launches.Tried == 0 && missingFor >= Silence && _told.Add("silence"))
        {
            Log.NoLaunchTried(logger, scope.Name, scope.Region, figures.Missing, desired, Duration(missingFor));
        }
    }

    private void TellUnknown(CapacityFigures figures, TimeSpan missingFor, ProviderException cause)
    {
        // A passing failure is the next look's; a permission that is missing stays missing.
        if (cause.Reason is ProviderErrorReason.PermissionDenied && _told.Add("denied"))
        {
            Log.LaunchFailuresDenied(
                logger, scope.Name, scope.Region, figures.Missing, figures.Desired ?? figures.Awaited, Duration(missingFor), cause.Message);
        }
    }

    private static string Duration(TimeSpan time) => time < TimeSpan.FromMinutes(2) ? $"{time.TotalSeconds:0} s" : $"{time.TotalMinutes:0} min";
}
