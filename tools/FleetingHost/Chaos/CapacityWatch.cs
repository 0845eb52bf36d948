using System.Globalization;
using AwsSimulator.Calls;

namespace FleetingHost.Chaos;

/// <summary>
/// Holds every DesiredCapacity that the plugin asks for against what its host wants at that moment, and what is there though the host
/// never wanted it. Safe from any thread.
/// </summary>
/// <param name="wants">What the host wants now; null while none lives: then it is what the last one wanted.</param>
/// <param name="say">Told of each drift when it happens.</param>
internal sealed class CapacityWatch(Func<Wants?> wants, Action<string> say)
{
    private readonly Lock _gate = new();
    private readonly List<string> _drifts = [];
    private int _desired;
    private Wants _last = new(0, 0, 0, 0);

    /// <summary>The times when it was too much.</summary>
    public IReadOnlyList<string> Drifts
    {
        get
        {
            lock (_gate)
            {
                return [.. _drifts];
            }
        }
    }

    /// <summary>The most that was ever asked for.</summary>
    public int Most { get; private set; }

    /// <summary>To be called with every call to AWS.</summary>
    public void On(RecordedCall call)
    {
        if (call is not { Action: "SetDesiredCapacity", CarriedOut: true })
        {
            return;
        }

        lock (_gate)
        {
            var desired = int.Parse(call.Parameters["DesiredCapacity"], CultureInfo.InvariantCulture);
            _last = wants() ?? _last;
            Most = Math.Max(Most, desired);
            if (desired > _last.Capacity && desired > _desired)
            {
                var drift = string.Create(CultureInfo.InvariantCulture, $"DesiredCapacity set to {desired}, {_last}");
                _drifts.Add(drift);
                say($"DRIFT {drift}");
            }

            _desired = desired;
        }
    }
}
