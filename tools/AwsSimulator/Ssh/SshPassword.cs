using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace AwsSimulator.Ssh;

/// <summary>Passwords as /etc/shadow holds them, hashed by the system's own crypt.</summary>
internal static partial class SshPassword
{
    /// <summary>"*", which no password matches, when there is none.</summary>
    public static string Hash(string? password) => password is null
        ? "*"
        : Marshal.PtrToStringUTF8(Crypt(password, $"$6${RandomNumberGenerator.GetHexString(16)}"))
            ?? throw new SshStartException("could not hash the password: crypt refused it");

    [LibraryImport("libcrypt.so.1", EntryPoint = "crypt", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint Crypt(string password, string salt);
}
