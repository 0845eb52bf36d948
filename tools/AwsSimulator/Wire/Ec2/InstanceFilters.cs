using AwsSimulator.Cloud;

namespace AwsSimulator.Wire.Ec2;

/// <summary>The simple filters of DescribeInstances: id, state, zone, type and tags.</summary>
internal static class InstanceFilters
{
    public static IReadOnlyList<SimulatedInstance> Apply(AwsRequest request, IReadOnlyList<SimulatedInstance> instances)
    {
        foreach (var (name, values) in request.Filters("Filter", "Value"))
        {
            instances = [.. instances.Where(instance => values.Contains(ValueOf(instance, name)))];
        }

        return instances;
    }

    private static string? ValueOf(SimulatedInstance instance, string filter) => filter switch
    {
        "instance-id" => instance.Id,
        "instance-state-name" => instance.Ec2State,
        "availability-zone" => instance.AvailabilityZone,
        "instance-type" => instance.InstanceType,
        _ when filter.StartsWith("tag:", StringComparison.Ordinal) => instance.Tags.GetValueOrDefault(filter[4..]),
        _ => throw new AwsException("InvalidParameterValue", $"The filter '{filter}' is invalid"),
    };
}
