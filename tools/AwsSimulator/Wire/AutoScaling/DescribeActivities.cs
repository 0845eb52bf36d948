using System.Globalization;
using AwsSimulator.Cloud;

namespace AwsSimulator.Wire.AutoScaling;

/// <summary>DescribeScalingActivities, newest first, with the filters on start time and status.</summary>
internal sealed class DescribeActivities(CloudState cloud, ActivityXml xml)
{
    public IEnumerable<object?> Answer(AwsRequest request)
    {
        request.Authorize("*");
        var name = request.Text("AutoScalingGroupName");
        if (name is not null && !cloud.Groups.ContainsKey(name))
        {
            throw GroupErrors.NotFound(name);
        }

        var ids = request.List("ActivityIds.member");
        var filters = request.Filters("Filters.member", "Values.member").Select(filter => Filter(filter.Name, filter.Values)).ToList();
        var activities = cloud.Groups.Values.Where(group => name is null || group.Name == name)
            .SelectMany(group => group.ActivityList.Select(activity => (Group: group, Activity: activity)))
            .Where(pair => ids.Count == 0 || ids.Contains(pair.Activity.ActivityId))
            .Where(pair => filters.TrueForAll(filter => filter(pair.Activity))).ToList();
        var (page, next) = Pages.Cut(activities, request.Text("NextToken"), PageSize.Of(request, otherwise: 100, most: 100));
        return
        [
            xml.Xml.Nodes("Activities", "member", page.Select(pair => xml.Activity(pair.Group, pair.Activity))),
            xml.Xml.Optional("NextToken", next),
        ];
    }

    private static Func<ScalingActivity, bool> Filter(string name, IReadOnlyList<string> values) => name switch
    {
        "Status" => activity => values.Contains(activity.StatusCode),
        "StartTimeLowerBound" => activity => activity.StartTime >= Time(values[0]),
        "StartTimeUpperBound" => activity => activity.StartTime <= Time(values[0]),
        _ => throw new AwsException(
            "ValidationError",
            $"Filter type {name} is not correct. Allowed Filter types are: StartTimeLowerBound StartTimeUpperBound Status"),
    };

    private static DateTimeOffset Time(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : throw new AwsException("ValidationError", $"{text} is not a valid time");
}
