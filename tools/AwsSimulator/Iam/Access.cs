namespace AwsSimulator.Iam;

/// <summary>Asks the policy, if there is one, whether a call may go on.</summary>
internal sealed class Access
{
    private PolicyDocument? _policy;
    private string? _json;

    public string? Json
    {
        get => _json;
        set
        {
            _policy = value is null ? null : PolicyDocument.Parse(value);
            _json = value;
        }
    }

    /// <param name="action">Such as ec2:DescribeInstances.</param>
    public bool Allows(string action, string resource, IReadOnlyDictionary<string, string> tags) =>
        _policy?.Allows(action, resource, tags) != false;
}
