namespace FleetingHost.Driving;

/// <summary>What a plugin calls its group. Fleeting leaves its form open; this plugin says <c>aws/REGION/NAME</c>.</summary>
internal sealed record GroupId(string Text)
{
    private readonly string[] _parts = Text.Split('/', 3);

    /// <summary>The region; null when this is not an id of AWS.</summary>
    public string? Region => _parts is ["aws", var region, _] ? region : null;

    /// <summary>The group's own name; the whole id when it is not one of AWS.</summary>
    public string Name => _parts is ["aws", _, var name] ? name : Text;

    public override string ToString() => Region is null ? Text : $"{Name} ({Region})";
}
