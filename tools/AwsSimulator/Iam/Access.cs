using AwsSimulator.Wire;

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

    public void Demand(IAwsService service, AwsRequest request, string resource, IReadOnlyDictionary<string, string> tags)
    {
        if (_policy?.Allows($"{request.Service}:{request.Action}", resource, tags) == false)
        {
            throw service.Envelope.Deny(request, resource);
        }
    }
}
