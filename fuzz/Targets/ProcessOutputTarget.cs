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

    // All that is ever told: an error that says anything else has it from the document.
    private static readonly HashSet<string> _told =
        [.. ((string[])["", "{}", """{"Version":1}""", """{"Version":1,"AccessKeyId":"a"}"""]).Select(Error)];

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
            Oracle.Holds(_told.Contains(e.Message), $"the error quotes the document: {e.Message}");
            return null;
        }
    }

    private static string Error(string json)
    {
        try
        {
            TemporaryCredentials.OfProcess(json, Name);
            return "";
        }
        catch (SourceException e)
        {
            return e.Message;
        }
    }

    private static string Text(TemporaryCredentials keys) => $"{keys.Keys.AccessKey} {keys.Keys.SecretKey} {keys.Keys.Token} {keys.Expiration?.UtcTicks}";
}
