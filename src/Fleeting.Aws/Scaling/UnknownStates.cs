using System.Collections.Concurrent;
using Fleeting.Aws.Calls;
using Fleeting.Aws.Logging;
using Microsoft.Extensions.Logging;

namespace Fleeting.Aws.Scaling;

/// <summary>Translates lifecycle states and warns, once a state, of one that this version does not know.</summary>
internal sealed class UnknownStates(GroupScope scope, ILogger logger)
{
    private readonly ConcurrentDictionary<string, bool> _warned = new();

    public InstanceState? Translate(string instanceId, string lifecycleState)
    {
        var state = LifecycleStates.ToInstanceState(lifecycleState, out var known);
        if (!known && _warned.TryAdd(lifecycleState, true))
        {
            Log.UnknownLifecycleState(logger, lifecycleState, instanceId, scope.Name, scope.Region);
        }

        return state;
    }
}
