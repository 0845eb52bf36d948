using System.Security.Cryptography;
using System.Text.Json.Nodes;
using AwsSimulator.Credentials;
using Microsoft.AspNetCore.Http;

namespace AwsSimulator.Wire.Sso;

/// <summary>SSO OIDC (REST-JSON, version 2019-06-10): CreateToken with a refresh token.</summary>
internal sealed class SsoOidcService(CredentialSources sources) : IPathService
{
    public string Name => "sso-oauth";

    public string? ActionOf(HttpRequest request) => request.Path == "/token" ? "CreateToken" : null;

    public Answer Handle(string action, HttpRequest request, string body)
    {
        var given = RequestParameters.Read(request, body);
        if (given.GetValueOrDefault("grantType") != "refresh_token" || given.GetValueOrDefault("refreshToken") != sources.SsoRefreshToken)
        {
            throw new AwsException("InvalidGrantException", "Invalid grant provided");
        }

        sources.SsoAccessToken = Convert.ToBase64String(RandomNumberGenerator.GetBytes(30));
        return new Answer(200, "application/json", new JsonObject
        {
            ["accessToken"] = sources.SsoAccessToken,
            ["expiresIn"] = (int)(sources.Lifetime ?? TimeSpan.FromHours(8)).TotalSeconds,
            ["refreshToken"] = sources.SsoRefreshToken,
            ["tokenType"] = "Bearer",
        }.ToJsonString());
    }

    public Answer Error(AwsException error) => RestJson.Error(error);
}
