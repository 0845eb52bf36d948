using AwsSimulator.Cloud;

namespace AwsSimulator.Wire.Sts;

/// <summary>STS, Query protocol, version 2011-06-15.</summary>
internal sealed class StsService(Place place) : IAwsService
{
    private const string Namespace = "https://sts.amazonaws.com/doc/2011-06-15/";
    private readonly QueryEnvelope _envelope = new(Namespace);
    private readonly XmlTree _xml = new(Namespace);

    public string SigningName => "sts";

    public IEnvelope Envelope => _envelope;

    public Answer Handle(AwsRequest request) => _envelope.Ok(request, request.Action switch
    {
        "GetCallerIdentity" => CallerIdentity(request),
        _ => throw new AwsException("InvalidAction", $"Could not find operation {request.Action} for version 2011-06-15"),
    });

    private List<object?> CallerIdentity(AwsRequest request) =>
    [
        _xml.Node("Arn", request.Principal!.Arn),
        _xml.Node("UserId", request.Principal.UserId),
        _xml.Node("Account", place.AccountId),
    ];
}
