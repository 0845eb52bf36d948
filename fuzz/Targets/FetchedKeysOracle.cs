using AwsClients.Credentials;
using Fuzz.Engine;

namespace Fuzz.Targets;

/// <summary>Keys that came from outside: when they are renewed follows from when they end, whatever that is.</summary>
internal static class FetchedKeysOracle
{
    public static void Check(TemporaryCredentials keys)
    {
        var now = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var fetched = FetchedKeys.From(keys, now);
        Oracle.Holds(fetched.UsableUntil > now, "new keys are not used at all");
        Oracle.Holds(fetched.RenewFrom > now, "new keys are renewed at once");
        Oracle.Holds(fetched.RenewFrom <= fetched.UsableUntil, "keys are renewed after they were used up");
        Oracle.Holds(keys.Keys.AccessKey.Length > 0 && keys.Keys.SecretKey.Length > 0, "a key is empty");
    }
}
