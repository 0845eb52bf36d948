using System.Collections.Concurrent;
using Fleeting.Aws.Errors;

namespace Fleeting.Aws.Scaling;

/// <summary>What became of each instance of one Decrease. Filled by several calls at once.</summary>
internal sealed class TerminationOutcome
{
    // Of a long list of ids, the first few are enough to find the rest.
    private const int Named = 5;

    private readonly ConcurrentQueue<string> _succeeded = new();
    private readonly ConcurrentDictionary<string, AwsException> _failed = new();
    private int _terminated;
    private volatile AwsException? _groupRefusal;

    /// <summary>How many lowered the group's DesiredCapacity.</summary>
    public int Terminated => _terminated;

    /// <summary>A failure that every further call would meet as well: trying on would only use up the rate limit.</summary>
    public AwsException? GroupRefusal => _groupRefusal;

    public void Succeeded(IReadOnlyCollection<string> instanceIds)
    {
        AlreadyGone(instanceIds);
        Interlocked.Add(ref _terminated, instanceIds.Count);
    }

    public void AlreadyGone(IReadOnlyCollection<string> instanceIds)
    {
        foreach (var id in instanceIds)
        {
            _succeeded.Enqueue(id);
        }
    }

    public void Failed(IReadOnlyCollection<string> instanceIds, AwsException failure)
    {
        foreach (var id in instanceIds)
        {
            _failed[id] = failure;
        }

        if (IsAboutTheGroup(failure))
        {
            _groupRefusal = failure;
        }
    }

    /// <summary>
    /// Not about one instance: no permission, throttled, no answer, or the group is at its MinSize ("… will violate group's min size
    /// constraint", a ValidationError of Auto Scaling).
    /// </summary>
    public static bool IsAboutTheGroup(AwsException failure) =>
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
