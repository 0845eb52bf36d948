using System.Text.Json.Nodes;

namespace AwsSimulator.Wire.Sso;

/// <summary>Errors as AWS's REST-JSON protocol spells them.</summary>
internal static class RestJson
{
    public static Answer Error(AwsException error) =>
        new(error.Status, "application/json", new JsonObject { ["message"] = error.Message }.ToJsonString())
        {
            ErrorCode = error.Code,
            Headers = new Dictionary<string, string> { ["x-amzn-ErrorType"] = error.Code },
        };
}
