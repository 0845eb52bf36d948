using System.Collections.Concurrent;

namespace Fleeting.Aws.Instances;

/// <summary>What AWS said last of each thing, and when it was asked.</summary>
internal sealed class LastSeen<T>(TimeProvider time)
    where T : class
{
    private readonly ConcurrentDictionary<string, Entry> _entries = new();

    public IReadOnlyCollection<string> Ids => [.. _entries.Keys];

    /// <summary>Takes in an answer. An older one than is at hand changes nothing, and that AWS did not know a thing is kept beside what it once said.</summary>
    /// <param name="id">The thing.</param>
    /// <param name="value">Null when AWS did not know it.</param>
    /// <param name="askedAt">By <see cref="TimeProvider.GetTimestamp"/>.</param>
    public void Put(string id, T? value, long askedAt)
    {
        var entry = new Entry(value, askedAt, askedAt);
        _entries.AddOrUpdate(
            id,
            entry,
            (_, last) => askedAt < last.AskedAt ? last : value is null ? last with { AskedAt = askedAt } : entry);
    }

    /// <summary>The last answer, however old; null when there is none.</summary>
    public T? Find(string id) => _entries.GetValueOrDefault(id)?.Value;

    /// <summary>The last answer, when it is that young.</summary>
    public T? Find(string id, TimeSpan maxAge) =>
        _entries.GetValueOrDefault(id) is { Value: { } value, SaidAt: var saidAt } && time.GetElapsedTime(saidAt) <= maxAge ? value : null;

    /// <summary>Whether AWS was asked so lately that it need not be asked again.</summary>
    public bool WasAsked(string id, TimeSpan maxAge) =>
        _entries.GetValueOrDefault(id) is { AskedAt: var askedAt } && time.GetElapsedTime(askedAt) <= maxAge;

    /// <summary>Forgets all others.</summary>
    public void KeepOnly(Func<string, bool> isKept)
    {
        foreach (var id in _entries.Keys.Where(id => !isKept(id)))
        {
            _entries.TryRemove(id, out _);
        }
    }

    private sealed record Entry(T? Value, long SaidAt, long AskedAt);
}
