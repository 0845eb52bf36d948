using System.Security.Cryptography;

namespace AwsSimulator.Signing;

/// <summary>Makes temporary keys that the signer accepts until they expire.</summary>
internal sealed class SessionIssuer(KeyStore keys, TimeProvider time, string accountId)
{
    private int _issued;

    public int Issued => Volatile.Read(ref _issued);

    public IEnumerable<string> Secrets => keys.Secrets;

    public AccessKey Issue(string roleName, string sessionName, TimeSpan lifetime)
    {
        Interlocked.Increment(ref _issued);
        var key = new AccessKey(
            "ASIA" + RandomNumberGenerator.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 16),
            $"arn:aws:sts::{accountId}:assumed-role/{roleName}/{sessionName}",
            $"AROAIOSFODNN7EXAMPLE:{sessionName}")
        {
            Secret = Convert.ToBase64String(RandomNumberGenerator.GetBytes(30)),
            SessionToken = Convert.ToBase64String(RandomNumberGenerator.GetBytes(120)),
            ExpiresAt = time.GetUtcNow() + lifetime,
        };
        keys.Add(key);
        return key;
    }
}
