using System.Text.Json.Nodes;
using AwsSimulator.Cloud;
using AwsSimulator.Credentials;
using Microsoft.AspNetCore.Http;

namespace AwsSimulator.Wire.Sso;

/// <summary>IAM Identity Center's portal (REST-JSON, version 2019-06-10): GetRoleCredentials.</summary>
internal sealed class SsoPortalService(Place place, CredentialSources sources) : IPathService
{
    public string Name => "portal.sso";

    public string? ActionOf(HttpRequest request) => request.Path == "/federation/credentials" ? "GetRoleCredentials" : null;

    public Answer Handle(string action, HttpRequest request, string body)
    {
        if (request.Headers["x-amz-sso_bearer_token"] != sources.SsoAccessToken)
        {
            throw new AwsException("UnauthorizedException", "Session token not found or invalid", StatusCodes.Status401Unauthorized);
        }

        if (request.Query["role_name"] != sources.RoleName || request.Query["account_id"] != place.AccountId)
        {
            throw new AwsException("ForbiddenException", "No access", StatusCodes.Status403Forbidden);
        }

        var key = sources.Issue(sources.RoleName, "sso-user", TimeSpan.FromHours(1));
        return new Answer(200, "application/json", new JsonObject
        {
            ["roleCredentials"] = new JsonObject
            {
                ["accessKeyId"] = key.Id,
                ["secretAccessKey"] = key.Secret,
                ["sessionToken"] = key.SessionToken,
                ["expiration"] = key.ExpiresAt!.Value.ToUnixTimeMilliseconds(),
            },
        }.ToJsonString());
    }

    public Answer Error(AwsException error) => RestJson.Error(error);
}
