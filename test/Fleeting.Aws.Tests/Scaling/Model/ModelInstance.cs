namespace Fleeting.Aws.Tests.Scaling.Model;

/// <summary>An instance of the model: pending for a cycle, in service, and terminating for a few.</summary>
internal sealed record ModelInstance(string Id, string State, int Until)
{
    public bool IsMember => State is "Pending" or "InService";
}
