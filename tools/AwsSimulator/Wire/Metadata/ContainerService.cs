using System.Text.Json.Nodes;
using AwsSimulator.Credentials;
using Microsoft.AspNetCore.Http;

namespace AwsSimulator.Wire.Metadata;

/// <summary>The credentials endpoint of ECS tasks and of EKS Pod Identity.</summary>
internal sealed class ContainerService(CredentialSources sources) : IPathService
{
    public const string Path = "/v1/credentials";

    public string Name => "container";

    public string? ActionOf(HttpRequest request) => request.Path == Path ? "GetContainerCredentials" : null;

    public Answer Handle(string action, HttpRequest request, string body)
    {
        if (request.Headers.Authorization != sources.ContainerToken)
        {
            throw new AwsException("InvalidToken", "The authorization token is not the container's", StatusCodes.Status401Unauthorized);
        }

        var json = CredentialJson.Of(sources.Issue(sources.RoleName, "container", TimeSpan.FromHours(1)));
        return new Answer(200, "application/json", json.ToJsonString());
    }

    public Answer Error(AwsException error) => new(
        error.Status, "application/json", new JsonObject { ["code"] = error.Code, ["message"] = error.Message }.ToJsonString())
    {
        ErrorCode = error.Code,
    };
}
