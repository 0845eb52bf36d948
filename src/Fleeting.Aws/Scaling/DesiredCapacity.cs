using Microsoft.Extensions.Logging;
using Fleeting.Aws.Errors;

namespace Fleeting.Aws.Scaling;

/// <summary>
/// What the group's DesiredCapacity should be by all that this plugin did. It serves three ends: changes go one at a time (setting
/// the capacity is absolute, so a termination between reading and setting would be undone), a change by someone else is noticed, and
/// where the group's properties may not be read it is the only count there is.
/// </summary>
internal sealed class DesiredCapacity(GroupScope scope, ILogger logger) : IDisposable
{
    private readonly SemaphoreSlim _changes = new(1, 1);
    private readonly Lock _lock = new();
    private int? _expected;
    private long _version;

    /// <summary>Stamps a read that begins now: see <see cref="Observe"/>.</summary>
    public long Version
    {
        get
        {
            lock (_lock)
            {
                return _version;
            }
        }
    }

    /// <summary>Waits for the other changes, then holds them off until disposed.</summary>
    public async Task<IDisposable> BeginChangeAsync(CancellationToken cancellationToken)
    {
        await _changes.WaitAsync(cancellationToken).ConfigureAwait(false);
        lock (_lock)
        {
            _version++;
        }

        return new Change(this);
    }

    /// <summary>
    /// Takes in a snapshot that was asked for at <paramref name="version"/>. One that overlaps a change of our own says nothing.
    /// </summary>
    public void Observe(GroupSnapshot snapshot, long version)
    {
        lock (_lock)
        {
            if (version != _version)
            {
                return;
            }

            if (snapshot.Properties is not { DesiredCapacity: var desired })
            {
                // Never below what was asked for before, never below what is there.
                _expected = Math.Max(_expected ?? 0, snapshot.Instances.Values.Count(CountsAsCapacity));
                return;
            }

            if (_expected is { } expected && expected != desired)
            {
                Log.DesiredCapacityMoved(logger, scope.Name, scope.Region, expected, desired);
            }

            _expected = desired;
        }
    }

    /// <summary>The count to build on where the group's properties are unknown.</summary>
    public int Counted
    {
        get
        {
            lock (_lock)
            {
                return _expected ?? 0;
            }
        }
    }

    /// <summary>Our own change is done.</summary>
    public void Set(int desired)
    {
        lock (_lock)
        {
            _expected = desired;
        }
    }

    /// <summary>Our own terminations took <paramref name="count"/> off.</summary>
    public void Lower(int count)
    {
        lock (_lock)
        {
            _expected = _expected is { } expected ? Math.Max(0, expected - count) : null;
        }
    }

    public void Dispose() => _changes.Dispose();

    private static bool CountsAsCapacity(GroupInstance instance) =>
        instance.State is InstanceState.Creating or InstanceState.Running;

    private sealed class Change(DesiredCapacity owner) : IDisposable
    {
        public void Dispose()
        {
            lock (owner._lock)
            {
                owner._version++;
            }

            owner._changes.Release();
        }
    }
}
