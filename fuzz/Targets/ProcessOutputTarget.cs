using System.Text;
using System.Text.Json;
using AwsClients.Credentials;
using AwsClients.Transport;
using Fuzz.Engine;

namespace Fuzz.Targets;

/// <summary>What a credential_process writes: keys that are the same when they are written and read again, or an error that quotes nothing of it.</summary>
internal static class ProcessOutputTarget
{
    private const string Name = "credential_process";

    public static Target Target { get; } = new("process-output", Run)
    {
        Words =
        [
            "\"Version\":1", "\"AccessKeyId\":", "\"SecretAccessKey\":", "\"SessionToken\":", "\"Expiration\":", "\"2026-01-01T00:00:00+14:00\"",
            "\"0001-01-01T00:00:00Z\"", "\"9999-12-31T23:59:59Z\"", "null", "1e0", "{", "}", "\\ud800",
        ],
    };

    private static void Run(byte[] input)
    {
        if (Read(Encoding.UTF8.GetString(input)) is not { } keys)
        {
            return;
        }

        FetchedKeysOracle.Check(keys);
        var again = Read(JsonSerializer.Serialize(new
        {
            Version = 1,
            AccessKeyId = keys.Keys.AccessKey,
            SecretAccessKey = keys.Keys.SecretKey,
            SessionToken = keys.Keys.Token,
            Expiration = keys.Expiration?.ToString("O"),
        }));
        Oracle.Same(Text(keys), again is null ? "nothing" : Text(again), "the keys");
    }

    private static TemporaryCredentials? Read(string json)
    {
        try
        {
            return TemporaryCredentials.OfProcess(json, Name);
        }
        catch (SourceException e)
        {
            Oracle.Holds(!Quotes(e.Message, json), $"the error quotes the document: {e.Message}");
            return null;
        }
    }

    // Sixteen letters in a row are no accident; names of fields, which may be told, are shorter.
    private static bool Quotes(string message, string json) =>
        Enumerable.Range(0, Math.Max(0, json.Length - 15)).Any(at => message.AsSpan().IndexOf(json.AsSpan(at, 16), StringComparison.Ordinal) >= 0);

    private static string Text(TemporaryCredentials keys) => $"{keys.Keys.AccessKey} {keys.Keys.SecretKey} {keys.Keys.Token} {keys.Expiration?.UtcTicks}";
}
