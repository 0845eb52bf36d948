using System.Globalization;
using AwsSimulator.Calls;

namespace FleetingHost.Chaos;

/// <summary>
/// Holds every DesiredCapacity that the plugin asks for against what its host wants at that moment. What strangers raised and what AWS
/// replaced within the last minute may come on top: the host has not seen it yet. Safe from any thread.
/// </summary>
internal sealed class CapacityWatch(Func<(int There, int Pending, int Requested)?> wanted, TimeProvider time, Action<string> say)
{
    private static readonly TimeSpan _memory = TimeSpan.FromMinutes(1);
    private readonly Lock _gate = new();
    private readonly Queue<(long At, int Instances)> _othersRaised = new();
    private readonly List<string> _drifts = [];
    private int _desired;
    private (int There, int Pending, int Requested) _lastWanted;

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

    /// <summary>Somebody else than the plugin brings instances.</summary>
    public void OthersRaise(int instances)
    {
        lock (_gate)
        {
            _othersRaised.Enqueue((time.GetTimestamp(), instances));
        }
    }

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
            var wants = _lastWanted = wanted() ?? _lastWanted;
            while (_othersRaised.TryPeek(out var old) && time.GetElapsedTime(old.At) > _memory)
            {
                _othersRaised.Dequeue();
            }

            var allowed = wants.There + wants.Pending + wants.Requested + _othersRaised.Sum(raise => raise.Instances);
            Most = Math.Max(Most, desired);
            if (desired > allowed && desired > _desired)
            {
                var drift = string.Create(
                    CultureInfo.InvariantCulture,
                    $"DesiredCapacity set to {desired}, the host wants {allowed}: {wants.There} there, {wants.Pending} promised, {wants.Requested} requested");
                _drifts.Add(drift);
                say($"DRIFT {drift}");
            }

            _desired = desired;
        }
    }
}
