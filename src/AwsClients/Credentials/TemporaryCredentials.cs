using System.Globalization;
using System.Text.Json;
using Amazon.Runtime;
using AwsClients.Transport;

namespace AwsClients.Credentials;

/// <summary>Keys as a source hands them out. They are secrets: it is no record, so that nothing prints them.</summary>
internal sealed class TemporaryCredentials(string accessKeyId, string secretAccessKey, string? sessionToken, DateTimeOffset? expiration)
{
    public ImmutableCredentials Keys { get; } = new(accessKeyId, secretAccessKey, sessionToken);

    /// <summary>When they end; null: never.</summary>
    public DateTimeOffset? Expiration => expiration;

    /// <summary>The document that instance metadata and container endpoints answer with.</summary>
    /// <exception cref="SourceException">It is something else, or says that there are none.</exception>
    public static TemporaryCredentials OfEndpoint(string json, string source) => Parse(json, source, root =>
    {
        if (Text(root, "Code") is { } said && said != "Success")
        {
            throw Failed(source, $"{said}: {Text(root, "Message") ?? "no message"}");
        }

        return new TemporaryCredentials(
            Required(root, "AccessKeyId", source), Required(root, "SecretAccessKey", source), Required(root, "Token", source),
            Time(Required(root, "Expiration", source)));
    });

    /// <summary>
    /// What a credential_process writes: https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html. Without
    /// SessionToken the keys are long-lived ones, without Expiration they do not end.
    /// </summary>
    /// <exception cref="SourceException">It is something else.</exception>
    public static TemporaryCredentials OfProcess(string json, string source) => Parse(json, source, root =>
    {
        if (!root.TryGetProperty("Version", out var version) || version.GetInt32() != 1)
        {
            throw Failed(source, "Version is not 1; a credential_process has to print \"Version\": 1");
        }

        var end = Text(root, "Expiration") is { } text ? Time(text) : (DateTimeOffset?)null;
        return new TemporaryCredentials(
            Required(root, "AccessKeyId", source), Required(root, "SecretAccessKey", source), Text(root, "SessionToken"), end);
    });

    private static TemporaryCredentials Parse(string json, string source, Func<JsonElement, TemporaryCredentials> read)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return read(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            // Neither the text nor the parser's words about it are told: they can hold keys.
            throw Failed(source, "the answer is not a credentials document; it has to be JSON with AccessKeyId and SecretAccessKey");
        }
    }

    // What is no credentials document today may be one later: a service that starts, a proxy that is gone again.
    private static SourceException Failed(string source, string why) => new($"{source}: {why}", mayPass: true);

    private static string Required(JsonElement root, string name, string source) =>
        Text(root, name) ?? throw Failed(source, $"{name} is missing");

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.GetString() is { Length: > 0 } text ? text : null;

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
