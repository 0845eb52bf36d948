namespace Functional;

/// <summary>Private keys in files, made by the tools that users make them with.</summary>
internal static class KeyFiles
{
    /// <summary>A key by ssh-keygen; the public half is in <c>PATH.pub</c>.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="type">ssh-keygen's type, with its bits: <c>ed25519</c>, <c>rsa 2048</c>, <c>ecdsa 256</c>.</param>
    /// <param name="format">ssh-keygen's format of the file: RFC4716 (OpenSSH's own), PEM (PKCS#1, SEC1), PKCS8.</param>
    /// <param name="passphrase">Empty leaves it unencrypted.</param>
    public static async Task<string> CreateAsync(PrivateFolder folder, string type, string format = "RFC4716", string passphrase = "")
    {
        var path = Path.Combine(folder.Path, "key");
        string[] bits = type.Split(' ') is [_, var number] ? ["-b", number] : [];
        await Programs.OutputAsync(
            "ssh-keygen", ["-q", "-t", type.Split(' ')[0], .. bits, "-m", format, "-N", passphrase, "-C", "test", "-f", path]);
        return path;
    }
}
