using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace AwsSimulator.Wire;

/// <summary>Flattens a request into names and values: a form, a query string, or a JSON object's members.</summary>
internal static class RequestParameters
{
    public static IReadOnlyDictionary<string, string> Read(HttpRequest request, string body)
    {
        if (request.ContentType?.Contains("json", StringComparison.Ordinal) == true)
        {
            return Json(body);
        }

        var query = request.QueryString.Value is { Length: > 1 } inUrl ? inUrl[1..] : "";
        return (query + "&" + body).Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2))
            .GroupBy(pair => WebUtility.UrlDecode(pair[0]))
            .ToDictionary(group => group.Key, group => WebUtility.UrlDecode(group.First().ElementAtOrDefault(1) ?? ""));
    }

    private static Dictionary<string, string> Json(string body)
    {
        try
        {
            return body.Length == 0 || JsonNode.Parse(body) is not JsonObject json
                ? []
                : json.ToDictionary(member => member.Key, member => member.Value?.ToString() ?? "");
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
