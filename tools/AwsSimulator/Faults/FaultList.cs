using AwsSimulator.Calls;

namespace AwsSimulator.Faults;

/// <summary>The faults that are armed. The first one that fits a call hits it; where none does, chance may.</summary>
public sealed class FaultList
{
    private readonly Lock _gate = new();
    private readonly List<ArmedFault> _armed = [];

    internal FaultList()
    {
    }

    /// <summary>Faults by chance, for the calls that no armed fault hits. Null (the default): none.</summary>
    public RandomFaults? Random { get; set; }

    /// <summary>Arms a fault.</summary>
    public void Add(Fault fault)
    {
        lock (_gate)
        {
            _armed.Add(new ArmedFault(fault) { Left = fault.Times, Pass = fault.After });
        }
    }

    /// <summary>Disarms all, those by chance too.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            Random = null;
            _armed.Clear();
        }
    }

    /// <summary>Those that still have calls to hit, each with the calls that are left to pass and to hit.</summary>
    public IReadOnlyList<Fault> Armed
    {
        get
        {
            lock (_gate)
            {
                return [.. _armed.Select(armed => armed.Fault with { Times = armed.Left, After = armed.Pass })];
            }
        }
    }

    /// <summary>Faults that still have calls to hit.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _armed.Count;
            }
        }
    }

    internal Fault? Take(RecordedCall call)
    {
        lock (_gate)
        {
            foreach (var armed in _armed)
            {
                var fault = armed.Fault;
                if ((fault.Action ?? call.Action) != call.Action || fault.When?.Invoke(call) == false)
                {
                    continue;
                }

                if (armed.Pass > 0)
                {
                    armed.Pass--;
                    continue;
                }

                if (armed.Left is { } left && (armed.Left = left - 1) == 0)
                {
                    _armed.Remove(armed);
                }

                return fault;
            }

            return Random?.Next(call);
        }
    }

    private sealed class ArmedFault(Fault fault)
    {
        public Fault Fault { get; } = fault;

        public int? Left { get; set; }

        public int Pass { get; set; }
    }
}
