using System.Globalization;
using AwsSimulator.Cloud;

namespace AwsSimulator.Wire.AutoScaling;

/// <summary>
/// TerminateInstanceInAutoScalingGroup, of one instance or of up to a hundred. A batch is checked whole before anything ends: one bad id
/// fails it all (AWS's model does not say; it is the harder case for callers).
/// </summary>
internal sealed class TerminateInstance(CloudState cloud, Scaling scaling, ActivityXml xml, bool batchTermination)
{
    private const int MostIds = 100;

    public IEnumerable<object?> Answer(AwsRequest request)
    {
        var ids = batchTermination ? request.List("InstanceIds.member") : [];
        var batch = ids.Count > 0;
        if (!batch)
        {
            ids = [request.Required("InstanceId")];
        }

        request.Required("ShouldDecrementDesiredCapacity");
        if (batch)
        {
            CheckBatch(request, ids);
        }

        var instances = ids.Distinct().Select(id => (Id: id, Instance: Listed(id))).ToList();
        var group = instances[0].Instance?.Group;
        request.Authorize(group?.Arn ?? "*", group?.Settings.Tags);
        foreach (var (id, instance) in instances)
        {
            Check(id, instance, batch ? request.Text("AutoScalingGroupName") : null);
        }

        var activities = End(group!, [.. instances.Select(pair => pair.Instance!)], request.Flag("ShouldDecrementDesiredCapacity", false));
        return batch
            ? [xml.Xml.Nodes("Activities", "member", activities.Select(activity => xml.Activity(group!, activity)))]
            : [xml.Xml.Node("Activity", xml.Activity(group!, activities[0]))];
    }

    private List<ScalingActivity> End(SimulatedGroup group, List<SimulatedInstance> instances, bool decrement)
    {
        if (decrement && group.DesiredCapacity - instances.Sum(instance => instance.Weight) < group.MinSize)
        {
            throw new AwsException("ValidationError", string.Create(
                CultureInfo.InvariantCulture,
                $"Currently, desiredSize equals minSize ({group.MinSize}). Terminating instance without replacement will violate group's min size constraint. Either set shouldDecrementDesiredCapacity flag to false or lower group's min size."));
        }

        List<ScalingActivity> activities = [];
        foreach (var instance in instances)
        {
            var before = group.DesiredCapacity;
            group.SetDesired(decrement ? before - instance.Weight : before);
            var shrinking = decrement
                ? string.Create(CultureInfo.InvariantCulture, $", shrinking the capacity from {before} to {before - instance.Weight}")
                : "";
            activities.Add(scaling.Terminate(
                instance, $"At {scaling.NowText} instance {instance.Id} was taken out of service in response to a user request{shrinking}."));
        }

        scaling.Reconcile(group);
        cloud.Changed.Pulse();
        return activities;
    }

    private SimulatedInstance? Listed(string id) =>
        cloud.Instances.TryGetValue(id, out var instance) && instance.Group.InstanceList.Contains(instance) ? instance : null;

    private static void CheckBatch(AwsRequest request, IReadOnlyList<string> ids)
    {
        if (request.Text("InstanceId") is not null)
        {
            throw new AwsException("ValidationError", "InstanceId and InstanceIds cannot both be specified.");
        }

        request.Required("AutoScalingGroupName");
        if (ids.Count > MostIds)
        {
            throw new AwsException(
                "ValidationError",
                $"1 validation error detected: Value at 'instanceIds' failed to satisfy constraint: Member must have length less than or equal to {MostIds}");
        }
    }

    private static void Check(string id, SimulatedInstance? instance, string? groupName)
    {
        if (instance is null || (groupName is not null && instance.Group.Name != groupName))
        {
            throw GroupErrors.InstanceNotFound(id);
        }

        if (instance.LifecycleState.StartsWith(LifecycleStates.Terminating, StringComparison.Ordinal))
        {
            var activity = instance.Group.ActivityList.FirstOrDefault(candidate => candidate.InstanceId == id);
            throw GroupErrors.InProgress(activity?.ActivityId ?? Guid.NewGuid().ToString());
        }
    }
}
