namespace Fleeting.Aws.Keys;

/// <summary>A given private key cannot be used. The message says why and never quotes the key.</summary>
internal sealed class SshKeyException(string message) : Exception(message)
{
    public static SshKeyException Encrypted() => new("it is encrypted; give a key without a passphrase (ssh-keygen -p removes it)");
}
