using System.Collections.Concurrent;
using Fleeting.Aws.Calls;
using Fleeting.Errors;

namespace Fleeting.Aws.Scaling;

/// <summary>What became of each instance of one Decrease. Filled by several calls at once.</summary>
internal sealed class TerminationOutcome
{
    // Of a long list of ids, the first few are enough to find the rest.
    private const int Named = 5;

    private readonly ConcurrentQueue<string> _succeeded = new();
    private readonly ConcurrentDictionary<string, AwsException> _failed = new();
    private volatile AwsException? _groupRefusal;

    /// <summary>A failure that every further call would meet as well: trying on would only use up the rate limit.</summary>
    public AwsException? GroupRefusal => _groupRefusal;

    /// <summary>They go, or have gone already.</summary>
    public void Succeeded(IReadOnlyCollection<string> instanceIds)
    {
        foreach (var id in instanceIds)
        {
            _succeeded.Enqueue(id);
        }
    }

    /// <summary>They stay.</summary>
    public void Failed(IReadOnlyCollection<string> instanceIds, AwsException failure)
    {
        foreach (var id in instanceIds)
        {
            _failed[id] = failure;
        }
    }

    /// <summary>Stops what is still to be tried, where it would meet the same failure.</summary>
    public void Notice(AwsException failure)
    {
        if (IsAboutTheGroup(failure))
        {
            _groupRefusal = failure;
        }
    }

    /// <summary>
    /// Another, smaller request may do better: AWS refused the content of this one, or broke over it (an emulator that knows no batches
    /// answers them with HTTP 500).
    /// </summary>
    public static bool MayDoSingly(AwsException failure) =>
        failure.IsRefusal || (failure.Reason is ProviderErrorReason.Unavailable && failure.WasAnswered);

    /// <summary>
    /// Not about one instance: no permission, throttled, no answer, or the group is at its MinSize ("… will violate group's min size
    /// constraint", a ValidationError of Auto Scaling).
    /// </summary>
    private static bool IsAboutTheGroup(AwsException failure) =>
        !failure.IsRefusal || failure.Cause.Contains("min size constraint", StringComparison.Ordinal);

    public InstancesResult ToResult(GroupScope scope)
    {
        if (_failed.IsEmpty)
        {
            return new InstancesResult([.. _succeeded]);
        }

        var causes = _failed.GroupBy(f => (f.Value.Code, f.Value.Said)).OrderByDescending(c => c.Count()).ToList();
        var message =
            $"could not terminate {_failed.Count} of {_failed.Count + _succeeded.Count} instances of {scope}: " +
            FirstOf(causes.ConvertAll(c => $"{FirstOf([.. c.Select(f => f.Key).Order()], ", ")}: {c.First().Value.Cause}"), "; ");
        return new InstancesResult([.. _succeeded], new ProviderException(_failed.Values.First().Reason, message));
    }

    private static string FirstOf(List<string> names, string separator) =>
        string.Join(separator, names.Take(Named)) + (names.Count > Named ? $" and {names.Count - Named} more" : "");
}
