using AwsSimulator.Cloud;
using AwsSimulator.Credentials;
using AwsSimulator.Signing;

namespace AwsSimulator.Wire.Sts;

/// <summary>STS, Query protocol, version 2011-06-15.</summary>
internal sealed class StsService(Place place, CredentialSources sources) : IAwsService
{
    private const string Namespace = "https://sts.amazonaws.com/doc/2011-06-15/";
    private readonly QueryEnvelope _envelope = new(Namespace);
    private readonly XmlTree _xml = new(Namespace);

    public string SigningName => "sts";

    public IEnvelope Envelope => _envelope;

    public Answer Handle(AwsRequest request) => _envelope.Ok(request, request.Action switch
    {
        "GetCallerIdentity" => CallerIdentity(request),
        "AssumeRole" => AssumeRole(request),
        "AssumeRoleWithWebIdentity" => AssumeRoleWithWebIdentity(request),
        _ => throw new AwsException("InvalidAction", $"Could not find operation {request.Action} for version 2011-06-15"),
    });

    private List<object?> CallerIdentity(AwsRequest request) =>
    [
        _xml.Node("Arn", request.Principal!.Arn),
        _xml.Node("UserId", request.Principal.UserId),
        _xml.Node("Account", place.AccountId),
    ];

    private List<object?> AssumeRole(AwsRequest request)
    {
        var arn = request.Required("RoleArn");
        var session = request.Required("RoleSessionName");
        if (RoleOf(arn) is not { } role || (role.Settings.ExternalId is { } wanted && wanted != request.Text("ExternalId")))
        {
            // AWS tells a role that does not exist and one that does not trust the caller apart by nothing.
            throw new AwsException(
                "AccessDenied", $"User: {request.Principal!.Arn} is not authorized to perform: sts:AssumeRole on resource: {arn}", 403);
        }

        return Session(sources.Issue(role.Name, session, Lifetime(request)));
    }

    private List<object?> AssumeRoleWithWebIdentity(AwsRequest request)
    {
        var arn = request.Required("RoleArn");
        var session = request.Required("RoleSessionName");
        if (request.Required("WebIdentityToken") != sources.WebIdentityToken)
        {
            throw new AwsException(
                "InvalidIdentityToken",
                "Couldn't retrieve verification key from your identity provider, please reference AssumeRoleWithWebIdentity documentation for requirements");
        }

        var role = RoleOf(arn)
            ?? throw new AwsException("AccessDenied", "Not authorized to perform sts:AssumeRoleWithWebIdentity", 403);
        return
        [
            .. Session(sources.Issue(role.Name, session, Lifetime(request))),
            _xml.Node("SubjectFromWebIdentityToken", "system:serviceaccount:runners:runner"),
            _xml.Node("Provider", "arn:aws:iam::" + place.AccountId + ":oidc-provider/oidc.simulated"),
            _xml.Node("Audience", "sts.amazonaws.com"),
        ];
    }

    private List<object?> Session(AccessKey key) =>
    [
        _xml.Node("AssumedRoleUser", _xml.Node("AssumedRoleId", key.UserId), _xml.Node("Arn", key.Arn)),
        _xml.Node(
            "Credentials",
            _xml.Node("AccessKeyId", key.Id),
            _xml.Node("SecretAccessKey", key.Secret),
            _xml.Node("SessionToken", key.SessionToken),
            _xml.Node("Expiration", XmlTree.Time(key.ExpiresAt!.Value))),
    ];

    private (string Name, RoleSettings Settings)? RoleOf(string arn)
    {
        var name = arn.Split('/')[^1];
        return arn.StartsWith($"arn:aws:iam::{place.AccountId}:role/", StringComparison.Ordinal)
            && sources.Roles.TryGetValue(name, out var settings) ? (name, settings) : null;
    }

    private static TimeSpan Lifetime(AwsRequest request) => TimeSpan.FromSeconds(request.Number("DurationSeconds") switch
    {
        null => 3600,
        >= 900 and <= 43200 and var seconds => seconds,
        < 900 => throw new AwsException(
            "ValidationError",
            "1 validation error detected: Value at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 900"),
        _ => throw new AwsException("ValidationError", "The requested DurationSeconds exceeds the MaxSessionDuration set for this role."),
    });
}
