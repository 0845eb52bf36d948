using System.Text.RegularExpressions;
using AwsSimulator.Cloud;

namespace AwsSimulator.Wire.Ec2;

/// <summary>Looks ids up as EC2 does: one bad id fails the call, and all the missing are named.</summary>
internal static partial class InstanceIds
{
    public static IReadOnlyList<SimulatedInstance> Find(InstanceDirectory directory, IReadOnlyList<string> ids)
    {
        if (ids.FirstOrDefault(id => !Shape().IsMatch(id)) is { } malformed)
        {
            throw new AwsException("InvalidInstanceID.Malformed", $"Invalid id: \"{malformed}\"");
        }

        var missing = ids.Where(id => directory.Find(id) is null).Distinct().ToList();
        return missing.Count switch
        {
            0 => [.. ids.Distinct().Select(id => directory.Find(id)!)],
            1 => throw new AwsException("InvalidInstanceID.NotFound", $"The instance ID '{missing[0]}' does not exist"),
            _ => throw new AwsException("InvalidInstanceID.NotFound", $"The instance IDs '{string.Join(", ", missing)}' do not exist"),
        };
    }

    [GeneratedRegex("^i-([0-9a-f]{8}|[0-9a-f]{17})$")]
    private static partial Regex Shape();
}
