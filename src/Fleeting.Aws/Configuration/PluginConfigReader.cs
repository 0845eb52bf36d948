using System.Text.Json;
using AwsClients;
using Fleeting.Aws.Keys;

namespace Fleeting.Aws.Configuration;

/// <summary>Turns <c>plugin_config</c>, as JSON, into a <see cref="PluginConfig"/>, or says everything that is wrong with it.</summary>
internal static class PluginConfigReader
{
    /// <param name="json">UTF-8; empty and <c>null</c> mean that the section is absent.</param>
    /// <param name="problems">Gets every problem, by the name of the key.</param>
    /// <param name="unknownKeys">Keys that this plugin does not know: worth a warning, never an error.</param>
    /// <returns>Null when there was a problem.</returns>
    public static PluginConfig? Read(ReadOnlyMemory<byte> json, ICollection<string> problems, out IReadOnlyList<string> unknownKeys)
    {
        var problemsBefore = problems.Count;
        if (ReadObject(json, problems, out unknownKeys) is not { } values)
        {
            return null;
        }

        string? Given(string key) => values.GetValueOrDefault(key);

        var profile = Given(ConfigKey.Profile);
        var credentialsProfile = Given(ConfigKey.CredentialsProfile);
        if (Given(ConfigKey.Name) is null && !values.ContainsKey(ConfigKey.Name))
        {
            var meant = unknownKeys.FirstOrDefault(key => EditDistance.Between(ConfigKey.Name, key.ToLowerInvariant()) <= 2);
            problems.Add(
                meant is null ? $"missing required plugin config: {ConfigKey.Name}; set it to the name of the Auto Scaling Group"
                : $"missing required plugin config: {ConfigKey.Name}; is \"{meant}\" meant to be it?");
        }

        if (credentialsProfile is not null && Given(ConfigKey.CredentialsFile) is not null)
        {
            problems.Add(
                $"mutually exclusive plugin config provided: {ConfigKey.CredentialsProfile}, {ConfigKey.CredentialsFile}; " +
                $"give {ConfigKey.Profile} in place of {ConfigKey.CredentialsProfile}");
        }

        if (profile is not null && credentialsProfile is not null && profile != credentialsProfile)
        {
            problems.Add(
                $"conflicting plugin config provided: {ConfigKey.Profile} is \"{profile}\", but {ConfigKey.CredentialsProfile} is " +
                $"\"{credentialsProfile}\"; they mean the same, give one of them");
        }

        foreach (var key in (string[])[ConfigKey.ExternalId, ConfigKey.RoleSessionName])
        {
            if (Given(key) is not null && Given(ConfigKey.RoleArn) is null)
            {
                problems.Add($"incomplete plugin config: {key} is only used together with {ConfigKey.RoleArn}; give both, or neither");
            }
        }

        var keyType = ReadKeyType(Given(ConfigKey.DynamicKeyType), problems);
        if (problems.Count > problemsBefore)
        {
            return null;
        }

        return new PluginConfig
        {
            Name = Given(ConfigKey.Name)!,
            DynamicKeyType = keyType,
            Session = new AwsSessionOptions
            {
                Region = Given(ConfigKey.Region),
                Profile = profile ?? credentialsProfile,
                CredentialsFile = Given(ConfigKey.CredentialsFile),
                ConfigFile = Given(ConfigKey.ConfigFile),
                RoleArn = Given(ConfigKey.RoleArn),
                ExternalId = Given(ConfigKey.ExternalId),
                RoleSessionName = Given(ConfigKey.RoleSessionName),
            },
        };
    }

    /// <summary>The given values by known key, null when there is nothing to read; a key of the wrong type is a problem and stays in the result without a value.</summary>
    private static Dictionary<string, string?>? ReadObject(
        ReadOnlyMemory<byte> json, ICollection<string> problems, out IReadOnlyList<string> unknownKeys)
    {
        var values = new Dictionary<string, string?>();
        var unknown = new List<string>();
        unknownKeys = unknown;
        if (json.Span.Trim(" \t\r\n"u8).IsEmpty)
        {
            return values;
        }

        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(json);
        }
        catch (JsonException e)
        {
            // The parser's own message may quote the text, and the text may hold a secret: only the place is told.
            problems.Add($"invalid plugin config: not JSON (line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1})");
            return null;
        }

        using (document)
        {
            if (document.RootElement.ValueKind == JsonValueKind.Null)
            {
                return values;
            }

            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                problems.Add($"invalid plugin config: must be a JSON object, not {Describe(document.RootElement)}");
                return null;
            }

            if (!IsText(document.RootElement))
            {
                problems.Add("invalid plugin config: holds a text that is no Unicode (half of a surrogate pair, or no UTF-8)");
                return null;
            }

            foreach (var property in document.RootElement.EnumerateObject())
            {
                var key = ConfigKey.All.FirstOrDefault(known => known.Equals(property.Name, StringComparison.OrdinalIgnoreCase));
                if (key is null)
                {
                    unknown.Add(property.Name);
                }
                else if (property.Value.ValueKind is not (JsonValueKind.String or JsonValueKind.Null))
                {
                    problems.Add($"invalid plugin config value: {key} must be a string, not {Describe(property.Value)}; give one text in quotes");
                    values[key] = null;
                }
                else if (property.Value.GetString() is { Length: > 0 } value && !values.TryAdd(key, value) && values[key] != value)
                {
                    problems.Add($"conflicting plugin config provided: {key} is given twice, with different values; keep one");
                }
            }
        }

        return values;
    }

    // JSON can spell what no text can hold, and the parser says so only to whoever asks for it.
    private static bool IsText(JsonElement element)
    {
        try
        {
            foreach (var property in element.EnumerateObject())
            {
                _ = (property.Name, property.Value.ValueKind == JsonValueKind.String ? property.Value.GetString() : null);
            }

            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static SshKeyType ReadKeyType(string? value, ICollection<string> problems)
    {
        switch (value?.ToLowerInvariant())
        {
            case null or "ed25519":
                return SshKeyType.Ed25519;
            case "rsa":
                return SshKeyType.Rsa;
            default:
                problems.Add($"invalid plugin config value: {ConfigKey.DynamicKeyType} must be ed25519 or rsa, not \"{value}\"");
                return default;
        }
    }

    private static string Describe(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "a boolean",
        JsonValueKind.Null => "null",
        _ => "a string",
    };
}
