using System.Security.Cryptography;
using System.Text;

namespace AwsSimulator.Cloud;

/// <summary>A Windows instance's administrator password, and the data that GetPasswordData shows of it.</summary>
internal sealed class WindowsPassword
{
    private readonly DateTimeOffset? _since;
    private readonly string? _data;
    private volatile bool _isSet;

    /// <param name="keyPairPublicKey">The key pair of the launch; without an RSA one, nothing is ever shown.</param>
    /// <param name="since">When the instance sets its password; null: never.</param>
    public WindowsPassword(string? keyPairPublicKey, DateTimeOffset? since)
    {
        _since = since;
        Text = RandomNumberGenerator.GetString("ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789!?*-", 32);
        using var key = RsaPublicKey.Read(keyPairPublicKey);
        _data = key is null ? null : Convert.ToBase64String(key.Encrypt(Encoding.UTF8.GetBytes(Text), RSAEncryptionPadding.Pkcs1));
    }

    public string Text { get; }

    /// <summary>The instance sets it now.</summary>
    public void Set() => _isSet = true;

    public string? DataAt(DateTimeOffset time) => _isSet || _since <= time ? _data : null;

    /// <summary>Without the password.</summary>
    public override string ToString() => $"password set at {_since}";
}
