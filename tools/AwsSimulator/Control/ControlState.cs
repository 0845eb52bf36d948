using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using AwsSimulator.Cloud;
using AwsSimulator.Faults;

namespace AwsSimulator.Control;

/// <summary>What every operation of the control answers: the group as it is then, its trouble, and the newest activities.</summary>
internal static class ControlState
{
    private const int NewestActivities = 5;

    // For a terminal, not for a web page: quotes of AWS's sentences stay readable.
    private static readonly JsonSerializerOptions _readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(SimulatedGroup group, FaultList faults, string setup) => new JsonObject
    {
        ["group"] = group.Name,
        ["min"] = group.MinSize,
        ["desired"] = group.DesiredCapacity,
        ["max"] = group.MaxSize,
        ["setup"] = setup,
        ["launchFailure"] = group.LaunchFailure?.Message,
        ["faults"] = new JsonArray([.. faults.Armed.Select(fault => new JsonObject { ["fault"] = fault.Name, ["times"] = fault.Times, ["after"] = fault.After })]),
        ["instances"] = new JsonArray([.. group.Instances.Select(Instance)]),
        ["activities"] = new JsonArray([.. group.Activities.Take(NewestActivities).Select(Activity)]),
    }.ToJsonString(_readable);

    private static JsonObject Instance(SimulatedInstance instance) => new()
    {
        ["id"] = instance.Id,
        ["lifecycle"] = instance.LifecycleState,
        ["health"] = instance.HealthStatus,
        ["ec2"] = instance.Ec2State,
        ["spot"] = instance.SpotStatus,
        ["address"] = instance.PrivateIpAddress ?? instance.Ipv6Address,
    };

    private static JsonObject Activity(ScalingActivity activity) => new()
    {
        ["status"] = activity.StatusCode,
        ["description"] = activity.Description,
        ["message"] = activity.StatusMessage,
    };
}
