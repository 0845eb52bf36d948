using Fleeting.Aws.Scaling;
using Fleeting.Errors;

namespace Fleeting.Aws.Tests.Scaling.Model;

/// <summary>GitLab Runner's provisioner as its library has it: what it believes of the group, and what it asks for.</summary>
/// <param name="most">Its max_instances: what it takes for there, on its way out or not, and what it awaits are never more.</param>
internal sealed class ModelHost(int most)
{
    private const int MissedUpdates = 6;
    private const int CyclesUntilAskedAgain = 30;

    private readonly Dictionary<string, Belief> _instances = [];
    private int _cycle;

    public int Pending { get; private set; }

    /// <summary>The ids it takes for instances that run or start.</summary>
    public IEnumerable<string> Live => _instances.Where(i => i.Value is { IsGone: false, Marked: false, IsLeaving: false }).Select(i => i.Key);

    public async Task CycleAsync(int demand, ModelPlugin plugin)
    {
        _cycle++;
        await DecreaseAsync(plugin);
        if (!await UpdateAsync(plugin))
        {
            return;
        }

        var live = Live.ToList();
        foreach (var id in live.Take(Math.Max(0, live.Count + Pending - demand)))
        {
            _instances[id].Marked = true;
        }

        var lacking = Math.Min(demand - Live.Count(), most - _instances.Values.Count(i => !i.IsGone)) - Pending;
        if (lacking > 0)
        {
            try
            {
                Pending += (await plugin.ScaleOut.IncreaseAsync(lacking, CancellationToken.None)).Succeeded;
            }
            catch (ProviderException)
            {
                // Asked again in the next cycle.
            }
        }
    }

    private async Task DecreaseAsync(ModelPlugin plugin)
    {
        var due = _instances.Where(i => i.Value is { Marked: true, IsGone: false } && i.Value.AskAgainAt <= _cycle).Select(i => i.Key).ToList();
        if (due.Count == 0)
        {
            return;
        }

        var result = await plugin.ScaleIn.DecreaseAsync(due, CancellationToken.None);
        foreach (var id in result.Succeeded)
        {
            _instances[id].AskAgainAt = _cycle + CyclesUntilAskedAgain;
        }
    }

    private async Task<bool> UpdateAsync(ModelPlugin plugin)
    {
        GroupSnapshot snapshot;
        try
        {
            snapshot = await plugin.UpdateAsync();
        }
        catch (ProviderException)
        {
            return false;
        }

        var listed = snapshot.Instances.Values.Where(i => i.State is not null).ToDictionary(i => i.Id);
        foreach (var (id, instance) in listed)
        {
            if (!_instances.TryGetValue(id, out var belief))
            {
                if (instance.State is InstanceState.Deleted)
                {
                    continue;
                }

                _instances[id] = belief = new Belief();
                Pending = Math.Max(0, Pending - 1);
            }

            (belief.Missed, belief.IsLeaving) = (0, instance.IsLeaving);
        }

        foreach (var (id, belief) in _instances.Where(i => !listed.ContainsKey(i.Key)))
        {
            belief.Missed++;
            belief.IsGone |= belief.IsLeaving || belief.Missed >= MissedUpdates;
        }

        return true;
    }

    private sealed class Belief
    {
        public bool Marked { get; set; }

        public bool IsLeaving { get; set; }

        public bool IsGone { get; set; }

        public int Missed { get; set; }

        public int AskAgainAt { get; set; }
    }
}
