using System.Globalization;
using System.Text.Json;
using Amazon.Runtime;

namespace AwsClients.Credentials;

/// <summary>Keys with an end. They are secrets: it is no record, so that nothing prints them.</summary>
internal sealed class TemporaryCredentials(string accessKeyId, string secretAccessKey, string sessionToken, DateTime expiration)
{
    public string AccessKeyId => accessKeyId;

    public string SecretAccessKey => secretAccessKey;

    public string SessionToken => sessionToken;

    /// <summary>UTC.</summary>
    public DateTime Expiration => expiration;

    /// <summary>The document that instance metadata and container endpoints answer with.</summary>
    /// <exception cref="AmazonClientException">It is something else, or says that there are none.</exception>
    public static TemporaryCredentials Parse(string json, string source)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            if (root.TryGetProperty("Code", out var code) && code.GetString() is var said && said != "Success")
            {
                var message = root.TryGetProperty("Message", out var text) ? text.GetString() : "no message";
                throw new AmazonClientException($"could not get credentials from {source}: {said}: {message}");
            }

            return new TemporaryCredentials(
                Required(root, "AccessKeyId"), Required(root, "SecretAccessKey"), Required(root, "Token"),
                DateTimeOffset.Parse(Required(root, "Expiration"), CultureInfo.InvariantCulture).UtcDateTime);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            // The text is not told: it can hold keys.
            throw new AmazonClientException($"could not get credentials from {source}: the answer is not a credentials document");
        }
    }

    private static string Required(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.GetString() is { Length: > 0 } text
            ? text
            : throw new FormatException($"{name} is missing");
}
