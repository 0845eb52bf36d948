namespace Fleeting.Aws.Calls;

/// <summary>Which group is meant: what every error and log line about it names.</summary>
/// <param name="Name">The name of the Auto Scaling Group.</param>
/// <param name="Region">The system name of its region.</param>
internal sealed record GroupScope(string Name, string Region)
{
    public override string ToString() => $"Auto Scaling Group \"{Name}\" in {Region}";
}
