using System.Globalization;

namespace AwsSimulator.Cloud;

/// <summary>What Auto Scaling does by itself: launching, terminating and the record of both. Called under the cloud's lock.</summary>
internal sealed class Scaling(CloudState cloud, IInstanceMachines machines)
{
    /// <summary>The time as causes of activities spell it.</summary>
    public string NowText => cloud.Now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public void Reconcile(SimulatedGroup group)
    {
        var active = group.InstanceList.Where(instance => LifecycleStates.CountsAsCapacity(instance.LifecycleState)).ToList();
        for (var count = active.Count; count < group.DesiredCapacity && !group.SuspendedProcesses.Contains("Launch"); count++)
        {
            if (group.LaunchFailure is { } reason)
            {
                var description = "Launching a new EC2 instance.  Status Reason: " + reason;
                Record(group, description, Cause(active.Count, group), "Failed", null, reason);
                break;
            }

            Launch(group, Cause(count, group));
        }

        var surplus = active.Where(instance => !instance.ProtectedFromScaleIn).Take(Math.Max(0, active.Count - group.DesiredCapacity));
        foreach (var instance in group.SuspendedProcesses.Contains("Terminate") ? [] : surplus.ToList())
        {
            Terminate(instance, ShrinkCause(active.Count, group));
        }
    }

    /// <summary>Starts the end of an instance and says so in an activity. Replacing it is up to <see cref="Reconcile"/>.</summary>
    public ScalingActivity Terminate(SimulatedInstance instance, string cause)
    {
        var group = instance.Group;
        instance.LifecycleState = LifecycleStates.Terminating;
        instance.Ec2State = "shutting-down";
        instance.Timer?.Dispose();
        machines.Stop(instance);
        var activity = Record(group, $"Terminating EC2 instance: {instance.Id}", cause, "InProgress", instance, null);
        After(instance, group.Settings.TerminateTime, () => Gone(instance, activity));
        return activity;
    }

    private void Launch(SimulatedGroup group, string cause)
    {
        var settings = group.Settings;
        var instance = new SimulatedInstance(cloud, group, new InstanceFacts
        {
            Id = ResourceId.New("i-"),
            ReservationId = ResourceId.New("r-"),
            InstanceType = settings.InstanceType,
            AvailabilityZone = group.Zones[group.Launched++ % group.Zones.Count],
            Architecture = settings.Architecture,
            Platform = settings.Platform,
            LaunchedAt = cloud.Now,
            SpotRequestId = settings.Spot ? "sir-" + ResourceId.New("")[..8] : null,
            ProtectedFromScaleIn = group.NewInstancesProtectedFromScaleIn,
        });
        group.InstanceList.Add(instance);
        cloud.Instances.Add(instance.Id, instance);
        var activity = Record(group, $"Launching a new EC2 instance: {instance.Id}", cause, "PreInService", instance, null);
        machines.Start(instance, failure => Started(instance, activity, failure));
        After(instance, settings.LaunchTime, () =>
        {
            instance.LaunchTimeOver = true;
            EnterService(instance, activity);
        });
    }

    private void Started(SimulatedInstance instance, ScalingActivity activity, string? failure)
    {
        lock (cloud.Gate)
        {
            if (failure is null)
            {
                instance.Ready = true;
                EnterService(instance, activity);
            }
            else if (LifecycleStates.CountsAsCapacity(instance.LifecycleState))
            {
                Finish(instance.Group, activity, "Failed", failure);
                instance.HealthStatus = "Unhealthy";
            }
        }

        cloud.Changed.Pulse();
    }

    private void EnterService(SimulatedInstance instance, ScalingActivity activity)
    {
        if (instance is { LaunchTimeOver: true, Ready: true, LifecycleState: LifecycleStates.Pending })
        {
            instance.LifecycleState = LifecycleStates.InService;
            instance.Ec2State = "running";
            Finish(instance.Group, activity, "Successful", null);
        }
    }

    private void Gone(SimulatedInstance instance, ScalingActivity activity)
    {
        instance.LifecycleState = LifecycleStates.Terminated;
        instance.Ec2State = "terminated";
        instance.TerminatedAt = cloud.Now;
        instance.Group.InstanceList.Remove(instance);
        Finish(instance.Group, activity, "Successful", null);
    }

    private void After(SimulatedInstance instance, TimeSpan time, Action then)
    {
        if (time <= TimeSpan.Zero)
        {
            then();
            return;
        }

        instance.Timer = cloud.Time.CreateTimer(
            _ =>
            {
                lock (cloud.Gate)
                {
                    then();
                }

                cloud.Changed.Pulse();
            },
            null, time, Timeout.InfiniteTimeSpan);
    }

    private ScalingActivity Record(
        SimulatedGroup group, string description, string cause, string status, SimulatedInstance? instance, string? message)
    {
        var activity = new ScalingActivity
        {
            ActivityId = Guid.NewGuid().ToString(),
            Description = description,
            Cause = cause,
            StartTime = cloud.Now,
            EndTime = status == "Failed" ? cloud.Now : null,
            StatusCode = status,
            StatusMessage = message,
            Progress = status == "Failed" ? 100 : 0,
            InstanceId = instance?.Id,
        };
        group.ActivityList.Insert(0, activity);
        return activity;
    }

    private void Finish(SimulatedGroup group, ScalingActivity activity, string status, string? message)
    {
        var index = group.ActivityList.FindIndex(candidate => candidate.ActivityId == activity.ActivityId);
        group.ActivityList[index] = activity with { StatusCode = status, StatusMessage = message, EndTime = cloud.Now, Progress = 100 };
    }

    private string Cause(int from, SimulatedGroup group) => string.Create(
        CultureInfo.InvariantCulture,
        $"At {NowText} an instance was started in response to a difference between desired and actual capacity, increasing the capacity from {from} to {group.DesiredCapacity}.");

    private string ShrinkCause(int from, SimulatedGroup group) => string.Create(
        CultureInfo.InvariantCulture,
        $"At {NowText} an instance was taken out of service in response to a difference between desired and actual capacity, shrinking the capacity from {from} to {group.DesiredCapacity}.");
}
