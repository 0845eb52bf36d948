using System.Globalization;

namespace AwsSimulator.Cloud;

/// <summary>What Auto Scaling does by itself: launching, terminating and the record of both. Called under the cloud's lock.</summary>
internal sealed class Scaling(CloudState cloud, IInstanceMachines machines)
{
    // Of the AWS that was measured: a failed launch is tried again after a minute, a stopped instance found out after half of one.
    private static readonly TimeSpan _retry = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan _healthCheck = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan _replacement = TimeSpan.FromSeconds(10);

    /// <summary>The time as causes of activities spell it.</summary>
    public string NowText => cloud.Now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public void Reconcile(SimulatedGroup group)
    {
        var active = group.InstanceList.Where(instance => LifecycleStates.CountsAsCapacity(instance.LifecycleState)).ToList();
        var units = active.Sum(instance => instance.Weight);
        group.Resting = Math.Min(group.Resting, Math.Max(0, group.DesiredCapacity - units));
        if (!group.SuspendedProcesses.Contains("Launch"))
        {
            for (var count = units + group.Resting; count < group.DesiredCapacity; count += Launch(group, Cause(count, group)))
            {
            }
        }

        RetryLater(group);
        if (group.SuspendedProcesses.Contains("Terminate"))
        {
            return;
        }

        foreach (var instance in active.Where(instance => !instance.ProtectedFromScaleIn))
        {
            if (units - instance.Weight >= group.DesiredCapacity)
            {
                units -= instance.Weight;
                Terminate(instance, ShrinkCause(active.Count, group));
            }
        }
    }

    /// <summary>Starts the end of an instance and says so in an activity. Replacing it is up to <see cref="Reconcile"/>.</summary>
    public ScalingActivity Terminate(SimulatedInstance instance, string cause)
    {
        var group = instance.Group;
        instance.LifecycleState = LifecycleStates.Terminating;
        instance.Ec2State = "shutting-down";
        instance.StateReason ??= "Client.UserInitiatedShutdown";
        instance.Timer?.Dispose();
        machines.Stop(instance);
        var activity = Record(group, $"Terminating EC2 instance: {instance.Id}", cause, "InProgress", instance, null);
        After(instance, group.Settings.TerminateTime, () => Gone(instance, activity));
        return activity;
    }

    public void Interrupt(SimulatedInstance instance, TimeSpan notice)
    {
        instance.SpotStatus = "instance-terminated-no-capacity";
        After(instance, notice, () => TakeOut(instance, "Server.SpotInstanceTermination"));
    }

    public void Stop(SimulatedInstance instance)
    {
        instance.Ec2State = "stopped";
        instance.StateReason = "Client.UserInitiatedShutdown";
        machines.Stop(instance);
        After(instance, _healthCheck, () =>
        {
            instance.HealthStatus = "Unhealthy";
            After(instance, _replacement, () => TakeOut(instance, "Client.UserInitiatedShutdown"));
        });
    }

    /// <summary>Ends an instance that EC2 says is gone, and replaces it.</summary>
    public void TakeOut(SimulatedInstance instance, string reason)
    {
        if (!LifecycleStates.CountsAsCapacity(instance.LifecycleState))
        {
            return;
        }

        instance.StateReason = reason;
        Terminate(
            instance,
            $"At {NowText} an instance was taken out of service in response to an EC2 health check indicating it has been terminated or stopped.");
        Reconcile(instance.Group);
    }

    public void Delete(SimulatedGroup group)
    {
        group.SetDesired(0);
        group.Retry?.Dispose();
        foreach (var instance in group.InstanceList.Where(instance => instance.LifecycleState != LifecycleStates.Terminating).ToList())
        {
            Terminate(instance, $"At {NowText} the group was deleted by force.");
        }
    }

    // The units of capacity that it settles, one way or the other.
    private int Launch(SimulatedGroup group, string cause)
    {
        var number = group.Launched++;
        var (type, weight) = group.Settings.WeightedTypes is { Count: > 0 } types
            ? types[number % types.Count]
            : (group.Settings.InstanceType, 1);
        for (var turn = 0; turn < group.Zones.Count; turn++)
        {
            var zone = group.Zones[(number + turn) % group.Zones.Count];
            if (group.Obstacle is not { } failure || !failure.Hits(zone))
            {
                Launch(group, cause, zone, type, weight, null);
                return weight;
            }

            if (failure.AfterPending)
            {
                Launch(group, cause, zone, type, weight, failure.Message);
                return weight;
            }

            const string description = "Launching a new EC2 instance.  Status Reason: ";
            Record(group, description + failure.Message, cause, "Failed", null, failure.Message, zone);
        }

        group.Resting += weight;
        return weight;
    }

    private void Launch(SimulatedGroup group, string cause, string zone, string type, int weight, string? doom)
    {
        var settings = group.Settings;
        var instance = new SimulatedInstance(cloud, group, new InstanceFacts
        {
            Id = ResourceId.New("i-"),
            ReservationId = ResourceId.New("r-"),
            InstanceType = type,
            Weight = weight,
            AvailabilityZone = zone,
            Architecture = settings.Architecture,
            Platform = settings.Platform,
            LaunchedAt = cloud.Now,
            SpotRequestId = settings.Spot ? "sir-" + ResourceId.New("")[..8] : null,
            ProtectedFromScaleIn = group.NewInstancesProtectedFromScaleIn,
        })
        {
            Doom = doom,
        };
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
        if (instance is { LaunchTimeOver: true, Ready: true, Doom: null, LifecycleState: LifecycleStates.Pending })
        {
            instance.LifecycleState = LifecycleStates.InService;
            instance.Ec2State = "running";
            Finish(instance.Group, activity, "Successful", null);
        }
        else if (instance is { LaunchTimeOver: true, Doom: { } reason, LifecycleState: LifecycleStates.Pending })
        {
            Cancel(instance, activity, reason);
        }
    }

    private void Cancel(SimulatedInstance instance, ScalingActivity activity, string reason)
    {
        var group = instance.Group;
        machines.Stop(instance);
        instance.StateReason = "Client.InternalError";
        Finish(group, activity with { Description = $"{activity.Description}.  Status Reason: {reason}" }, "Cancelled", reason);
        Leave(instance);
        group.Resting += instance.Weight;
        RetryLater(group);
    }

    private void RetryLater(SimulatedGroup group)
    {
        if (group.Resting > 0 && group.Retry is null)
        {
            group.Retry = Later(_retry, () =>
            {
                group.Retry = null;
                group.Resting = 0;
                Reconcile(group);
            });
        }
    }

    private void Leave(SimulatedInstance instance)
    {
        instance.LifecycleState = LifecycleStates.Terminated;
        instance.Ec2State = "terminated";
        instance.TerminatedAt = cloud.Now;
        instance.Group.InstanceList.Remove(instance);
    }

    private void Gone(SimulatedInstance instance, ScalingActivity activity)
    {
        Leave(instance);
        Finish(instance.Group, activity, "Successful", null);
    }

    private void After(SimulatedInstance instance, TimeSpan time, Action then)
    {
        if (time <= TimeSpan.Zero)
        {
            then();
            return;
        }

        instance.Timer = Later(time, then);
    }

    private ITimer Later(TimeSpan time, Action then) => cloud.Time.CreateTimer(
        _ =>
        {
            lock (cloud.Gate)
            {
                then();
            }

            cloud.Changed.Pulse();
        },
        null, time, Timeout.InfiniteTimeSpan);

    private ScalingActivity Record(
        SimulatedGroup group, string description, string cause, string status, SimulatedInstance? instance, string? message,
        string? zone = null)
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
            AvailabilityZone = zone ?? instance?.AvailabilityZone,
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
