using System.Net;
using AwsClients.AutoScaling;
using ScalingInstance = AwsClients.AutoScaling.Instance;

namespace Fleeting.Aws.Tests.Scaling.Model;

/// <summary>
/// One Auto Scaling Group in a few lines, written from AWS's documentation and not from the simulator: it launches towards DesiredCapacity,
/// ends what is above it, loses calls before or after they took effect, and answers reads from the past.
/// </summary>
internal sealed class ModelCloud(Random chance) : IAutoScaling
{
    public const string Name = "runners";

    private readonly List<(int At, int Desired, ModelInstance[] Instances)> _past = [];
    private List<ModelInstance> _instances = [];
    private int _now;
    private int _launched;

    public int MinSize { get; init; }

    public int MaxSize { get; init; } = 100;

    /// <summary>What each instance counts.</summary>
    public int Weight { get; init; } = 1;

    public int Desired { get; private set; }

    public int MostDesired { get; private set; }

    /// <summary>Members that the group ended because a call of the plugin left DesiredCapacity below them.</summary>
    public int KilledByPlugin { get; private set; }

    public bool MayReadGroups { get; set; } = true;

    public bool KnowsBatches { get; set; } = true;

    public bool Launches { get; set; } = true;

    /// <summary>The share of calls that fail, half of them after they took effect.</summary>
    public double FailureRate { get; set; }

    /// <summary>How many cycles old a read may be; that of two reads the second may be the older one is meant.</summary>
    public int Staleness { get; set; }

    public IReadOnlyList<ModelInstance> Instances => _instances;

    /// <summary>In the group's units.</summary>
    public int Members => _instances.Count(i => i.IsMember) * Weight;

    private string? WeightText => Weight == 1 ? null : Weight.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Time passes: launches, arrivals and ends.</summary>
    public void Tick()
    {
        _now++;
        _instances = [.. _instances.Where(i => i.State != "Terminating" || i.Until > _now)
            .Select(i => i.State == "Pending" && i.Until <= _now ? i with { State = "InService" } : i)];
        Launch();
        Scale(byPlugin: false);
    }

    public void Reclaim(int count)
    {
        foreach (var instance in _instances.Where(i => i.IsMember).Take(count).ToList())
        {
            End(instance.Id);
        }

        Remember();
    }

    public void StrangerMoves(int by)
    {
        Desired = Math.Clamp(Desired + by, MinSize, MaxSize);
        Scale(byPlugin: false);
    }

    public Task<DescribeAutoScalingGroupsResponse> DescribeAutoScalingGroupsAsync(
        DescribeAutoScalingGroupsRequest request, CancellationToken cancellationToken = default) => Answer(() =>
    {
        if (!MayReadGroups)
        {
            throw Refused("AccessDenied", HttpStatusCode.Forbidden, "Not allowed.");
        }

        var (desired, instances) = Read();
        return new DescribeAutoScalingGroupsResponse
        {
            AutoScalingGroups =
            [
                new AutoScalingGroup
                {
                    AutoScalingGroupName = Name,
                    MinSize = MinSize,
                    MaxSize = MaxSize,
                    DesiredCapacity = desired,
                    NewInstancesProtectedFromScaleIn = true,
                    MixedInstancesPolicy = Weight == 1 ? null : new MixedInstancesPolicy
                    {
                        LaunchTemplate = new LaunchTemplate { Overrides = [new LaunchTemplateOverrides { WeightedCapacity = WeightText }] },
                    },
                    SuspendedProcesses = [new SuspendedProcess { ProcessName = "AZRebalance" }],
                    Instances = [.. instances.Select(i => new ScalingInstance
                    {
                        InstanceId = i.Id, LifecycleState = i.State, HealthStatus = "Healthy", WeightedCapacity = WeightText,
                    })],
                },
            ],
        };
    });

    public Task<DescribeAutoScalingInstancesResponse> DescribeAutoScalingInstancesAsync(
        DescribeAutoScalingInstancesRequest request, CancellationToken cancellationToken = default) => Answer(() =>
        new DescribeAutoScalingInstancesResponse
        {
            AutoScalingInstances = [.. Read().Instances.Select(i => new AutoScalingInstanceDetails
            {
                InstanceId = i.Id, AutoScalingGroupName = Name, LifecycleState = i.State, HealthStatus = "Healthy", WeightedCapacity = WeightText,
            })],
        });

    public Task<SetDesiredCapacityResponse> SetDesiredCapacityAsync(
        SetDesiredCapacityRequest request, CancellationToken cancellationToken = default) => Answer(() =>
    {
        var desired = request.DesiredCapacity!.Value;
        if (desired > MaxSize || desired < MinSize)
        {
            var bound = desired > MaxSize ? $"above max value {MaxSize}" : $"below min value {MinSize}";
            throw Refused("ValidationError", HttpStatusCode.BadRequest, $"New SetDesiredCapacity value {desired} is {bound} for the AutoScalingGroup.");
        }

        Desired = desired;
        Scale(byPlugin: true);
        return new SetDesiredCapacityResponse();
    });

    public Task<TerminateInstanceInAutoScalingGroupResponse> TerminateInstanceInAutoScalingGroupAsync(
        TerminateInstanceInAutoScalingGroupRequest request, CancellationToken cancellationToken = default) => Answer(() =>
    {
        Assert.True(request.ShouldDecrementDesiredCapacity);
        var ids = KnowsBatches && request.InstanceIds.Count > 0 ? request.InstanceIds
            : [request.InstanceId ?? throw Refused("ValidationError", HttpStatusCode.BadRequest, "InstanceId is required.")];
        lock (_past)
        {
            foreach (var id in ids)
            {
                if (!_instances.Any(i => i.Id == id && i.State != "Terminating"))
                {
                    throw Refused("ValidationError", HttpStatusCode.BadRequest, $"Instance Id not found - No managed instance found for instance ID: {id}");
                }
            }

            foreach (var id in ids)
            {
                End(id);
                Desired -= Weight;
            }

            Scale(byPlugin: true);
        }

        return new TerminateInstanceInAutoScalingGroupResponse();
    });

    public Task<DescribeScalingActivitiesResponse> DescribeScalingActivitiesAsync(
        DescribeScalingActivitiesRequest request, CancellationToken cancellationToken = default) =>
        Answer(() => new DescribeScalingActivitiesResponse());

    private static AmazonAutoScalingException Refused(string code, HttpStatusCode status, string message) =>
        new(message, null, Amazon.Runtime.ErrorType.Unknown, code, "request", status);

    private Task<T> Answer<T>(Func<T> carryOut)
    {
        double fate;
        bool carriedOut;
        lock (chance)
        {
            fate = chance.NextDouble();
            carriedOut = chance.Next(2) == 0;
            if (chance.Next(4) == 0)
            {
                // Launching takes its time, and may come between any two calls.
                Launch();
            }
        }

        if (fate >= FailureRate)
        {
            return Attempt(carryOut);
        }

        if (carriedOut)
        {
            _ = Attempt(carryOut);
        }

        return Task.FromException<T>(
            fate * 2 < FailureRate
                ? Refused("InternalFailure", HttpStatusCode.InternalServerError, "Broken.")
                : new Amazon.Runtime.AmazonClientException("no answer"));
    }

    private static Task<T> Attempt<T>(Func<T> carryOut)
    {
        try
        {
            return Task.FromResult(carryOut());
        }
        catch (AmazonAutoScalingException e)
        {
            return Task.FromException<T>(e);
        }
    }

    private (int Desired, ModelInstance[] Instances) Read()
    {
        Remember();
        int age;
        lock (chance)
        {
            age = chance.Next(Staleness + 1);
        }

        var read = age == 0 ? _past[^1] : _past.FindLast(p => p.At <= _now - age);
        return (read.Desired, read.Instances ?? []);
    }

    private void Remember()
    {
        if (_past.Count == 0 || _past[^1].Desired != Desired || !_past[^1].Instances.SequenceEqual(_instances))
        {
            _past.Add((_now, Desired, [.. _instances]));
        }
    }

    private void Scale(bool byPlugin)
    {
        Remember();
        MostDesired = Math.Max(MostDesired, Desired);
        foreach (var instance in _instances.Where(i => i.IsMember).Take(Math.Max(0, Members - Desired) / Weight).ToList())
        {
            End(instance.Id);
            KilledByPlugin += byPlugin ? 1 : 0;
        }

        Remember();
    }

    private void Launch()
    {
        lock (_past)
        {
            while (Launches && Members < Desired)
            {
                _instances.Add(new ModelInstance($"i-{++_launched:x17}", "Pending", _now + 1));
            }
        }
    }

    private void End(string id)
    {
        var index = _instances.FindIndex(i => i.Id == id);
        _instances[index] = _instances[index] with { State = "Terminating", Until = _now + 3 };
    }
}
