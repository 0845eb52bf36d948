using System.Globalization;
using AwsSimulator.Cloud;

namespace AwsSimulator.Wire.AutoScaling;

/// <summary>SetDesiredCapacity, within the group's bounds and, when asked to honor it, its cooldown.</summary>
internal sealed class SetDesiredCapacity(CloudState cloud, Scaling scaling)
{
    public IEnumerable<object?>? Answer(AwsRequest request)
    {
        var name = request.Required("AutoScalingGroupName");
        request.Required("DesiredCapacity");
        var desired = request.Number("DesiredCapacity")!.Value;
        var group = cloud.Groups.GetValueOrDefault(name);
        request.Authorize(group?.Arn ?? "*", group?.Settings.Tags);
        if (group is null)
        {
            throw GroupErrors.NotFound(name);
        }

        Check(group, desired);
        if (request.Flag("HonorCooldown", otherwise: false) && group.CooldownUntil > cloud.Now)
        {
            throw GroupErrors.InProgress(group.ActivityList.FirstOrDefault()?.ActivityId ?? Guid.NewGuid().ToString());
        }

        group.SetDesired(desired);
        group.CooldownUntil = cloud.Now.AddSeconds(group.Settings.DefaultCooldown);
        scaling.Reconcile(group);
        cloud.Changed.Pulse();
        return null;
    }

    private static void Check(SimulatedGroup group, int desired)
    {
        var problem = desired > group.MaxSize ? ("above max", group.MaxSize)
            : desired < group.MinSize ? ("below min", group.MinSize)
            : default((string Side, int Bound)?);
        if (problem is { } found)
        {
            throw new AwsException("ValidationError", string.Create(
                CultureInfo.InvariantCulture,
                $"New SetDesiredCapacity value {desired} is {found.Side} value {found.Bound} for the AutoScalingGroup."));
        }
    }
}
