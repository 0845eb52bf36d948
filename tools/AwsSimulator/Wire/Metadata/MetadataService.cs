using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using AwsSimulator.Cloud;
using AwsSimulator.Credentials;
using Microsoft.AspNetCore.Http;

namespace AwsSimulator.Wire.Metadata;

/// <summary>The instance metadata service (IMDSv2, and v1 where that is let through): tokens, region, the role's credentials.</summary>
internal sealed class MetadataService(Place place, CredentialSources sources, TimeProvider time) : IPathService
{
    private const string TokenHeader = "X-aws-ec2-metadata-token";
    private const string LifetimeHeader = "X-aws-ec2-metadata-token-ttl-seconds";
    private const string Roles = "/latest/meta-data/iam/security-credentials/";
    private readonly ConcurrentDictionary<string, DateTimeOffset> _tokens = new();

    public string Name => "metadata";

    public string? ActionOf(HttpRequest request) => request.Path.Value switch
    {
        "/latest/api/token" => "GetToken",
        "/latest/meta-data/placement/region" => "GetRegion",
        "/latest/meta-data/placement/availability-zone" => "GetAvailabilityZone",
        "/latest/dynamic/instance-identity/document" => "GetIdentityDocument",
        Roles or "/latest/meta-data/iam/security-credentials" => "GetRoleName",
        { } path when path.StartsWith(Roles, StringComparison.Ordinal) => "GetRoleCredentials",
        { } path when path.StartsWith("/latest/", StringComparison.Ordinal) => "GetOther",
        _ => null,
    };

    public Answer Handle(string action, HttpRequest request, string body)
    {
        if (action == "GetToken")
        {
            return Token(request);
        }

        var token = request.Headers[TokenHeader].ToString();
        if (token.Length == 0 ? sources.MetadataTokenRequired : !(_tokens.TryGetValue(token, out var until) && until > time.GetUtcNow()))
        {
            throw new AwsException("Unauthorized", "Unauthorized", StatusCodes.Status401Unauthorized);
        }

        return action switch
        {
            "GetRegion" => Text(place.Region),
            "GetAvailabilityZone" => Text(place.Region + "a"),
            "GetIdentityDocument" => Text(new JsonObject { ["region"] = place.Region, ["accountId"] = place.AccountId }.ToJsonString()),
            "GetRoleName" => Text(sources.RoleName),
            "GetRoleCredentials" when request.Path.Value == Roles + sources.RoleName => Credentials(),
            _ => throw new AwsException("NotFound", "Not Found", StatusCodes.Status404NotFound),
        };
    }

    public Answer Error(AwsException error) => new(error.Status, "text/html", error.Message) { ErrorCode = error.Code };

    private Answer Token(HttpRequest request)
    {
        if (!HttpMethods.IsPut(request.Method)
            || !int.TryParse(request.Headers[LifetimeHeader], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || seconds is < 1 or > 21600)
        {
            throw new AwsException("BadRequest", "Bad Request");
        }

        var token = Convert.ToBase64String(RandomNumberGenerator.GetBytes(40));
        _tokens[token] = time.GetUtcNow().AddSeconds(seconds);
        return Text(token) with
        {
            Headers = new Dictionary<string, string> { [LifetimeHeader] = seconds.ToString(CultureInfo.InvariantCulture) },
        };
    }

    private Answer Credentials()
    {
        var key = sources.Issue(sources.RoleName, "i-0123456789abcdef0", TimeSpan.FromHours(1));
        var json = CredentialJson.Of(key);
        json["Code"] = "Success";
        json["LastUpdated"] = XmlTree.Time(time.GetUtcNow());
        json["Type"] = "AWS-HMAC";
        return Text(json.ToJsonString());
    }

    private static Answer Text(string text) => new(200, "text/plain", text);
}
