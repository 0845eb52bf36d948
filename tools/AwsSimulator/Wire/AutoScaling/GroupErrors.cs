namespace AwsSimulator.Wire.AutoScaling;

/// <summary>Auto Scaling's errors that more than one action gives.</summary>
internal static class GroupErrors
{
    public static AwsException NotFound(string name) =>
        new("ValidationError", $"AutoScalingGroup name not found - AutoScalingGroup '{name}' not found");

    public static AwsException InstanceNotFound(string id) =>
        new("ValidationError", $"Instance Id not found - No managed instance found for instance ID: {id}");

    public static AwsException InProgress(string activityId) =>
        new("ScalingActivityInProgress", $"Scaling activity {activityId} is in progress and blocks this action");
}
