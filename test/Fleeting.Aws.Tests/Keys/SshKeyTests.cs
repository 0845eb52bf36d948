using System.Diagnostics;
using System.Text;
using Fleeting.Aws.Keys;

namespace Fleeting.Aws.Tests.Keys;

/// <summary>Our keys held against OpenSSH's ssh-keygen and OpenSSL, and theirs against our reader.</summary>
public sealed class SshKeyTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ssh-key-tests-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(SshKeyType.Ed25519, "-----BEGIN OPENSSH PRIVATE KEY-----\n", "ssh-ed25519 ")]
    [InlineData(SshKeyType.Rsa, "-----BEGIN RSA PRIVATE KEY-----\n", "ssh-rsa ")]
    internal void Create_EachType_IsReadBySshKeygen(SshKeyType type, string begin, string algorithm)
    {
        var key = SshKeyFactory.Create(type);

        Assert.StartsWith(begin, Encoding.ASCII.GetString(key.Pem.Span), StringComparison.Ordinal);
        Assert.StartsWith(algorithm, key.PublicKey, StringComparison.Ordinal);
        Assert.Equal(key.PublicKey, PublicKeyBySshKeygen(Write(key.Pem.ToArray())));
        Assert.True(key.IsTakenByInstanceConnect);
    }

    [Fact]
    public void Create_Twice_DoesNotRepeat() =>
        Assert.NotEqual(SshKeyFactory.Create(SshKeyType.Ed25519).PublicKey, SshKeyFactory.Create(SshKeyType.Ed25519).PublicKey);

    [Theory]
    [InlineData("PKCS#1 RSA", "ssh-keygen -q -t rsa -b 2048 -m PEM -N '' -f key", true)]
    [InlineData("RSA of 3072 bits", "ssh-keygen -q -t rsa -b 3072 -N '' -f key", true)]
    [InlineData("RSA of 1024 bits", "ssh-keygen -q -t rsa -b 1024 -N '' -f key", false)]
    [InlineData("PKCS#8 RSA", "ssh-keygen -q -t rsa -b 2048 -m PKCS8 -N '' -f key", true)]
    [InlineData("OpenSSH RSA", "ssh-keygen -q -t rsa -b 4096 -N '' -f key", true)]
    [InlineData("SEC1 ECDSA P-256", "ssh-keygen -q -t ecdsa -b 256 -m PEM -N '' -f key", false)]
    [InlineData("SEC1 ECDSA P-384", "ssh-keygen -q -t ecdsa -b 384 -m PEM -N '' -f key", false)]
    [InlineData("PKCS#8 ECDSA P-521", "ssh-keygen -q -t ecdsa -b 521 -m PKCS8 -N '' -f key", false)]
    [InlineData("OpenSSH ECDSA", "ssh-keygen -q -t ecdsa -N '' -f key", false)]
    [InlineData("OpenSSH Ed25519", "ssh-keygen -q -t ed25519 -N '' -f key", true)]
    [InlineData("PKCS#1 RSA by OpenSSL", "openssl genrsa -traditional -out key 2048", true)]
    [InlineData("PKCS#8 RSA by OpenSSL", "openssl genpkey -algorithm RSA -out key", true)]
    [InlineData("SEC1 ECDSA by OpenSSL", "openssl ecparam -name prime256v1 -genkey -noout -out key", false)]
    [InlineData("SEC1 ECDSA with its parameters by OpenSSL", "openssl ecparam -name prime256v1 -genkey -out key.both && grep -A9 'BEGIN EC PRIVATE' key.both > key", false)]
    [InlineData("PKCS#8 ECDSA by OpenSSL", "openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-384 -out key", false)]
    public void Read_EachForm_FindsThePublicKey(string form, string command, bool isTakenByInstanceConnect)
    {
        var file = Make(command);

        var key = SshKeyReader.Read(File.ReadAllBytes(file));

        Assert.True(PublicKeyBySshKeygen(file) == key.PublicKey, form);
        Assert.Equal(isTakenByInstanceConnect, key.IsTakenByInstanceConnect);
    }

    [Fact]
    public void Read_Pkcs8Ed25519ByOpenSsl_FindsThePublicKey()
    {
        // Debian's ssh-keygen does not read this form, so the public key comes from OpenSSL: the last 32 bytes of its DER.
        var file = Make("openssl genpkey -algorithm ed25519 -out key");
        var der = Convert.FromBase64String(Shell("openssl pkey -in key -pubout -outform DER | base64 -w0"));

        var blob = Convert.FromBase64String(SshKeyReader.Read(File.ReadAllBytes(file)).PublicKey.Split(' ')[1]);

        Assert.Equal(der[^32..], blob[^32..]);
    }

    [Theory]
    [InlineData("ssh-keygen -q -t ed25519 -N secret -f key")]
    [InlineData("ssh-keygen -q -t rsa -b 2048 -m PEM -N secret -f key")]
    [InlineData("ssh-keygen -q -t rsa -b 2048 -m PKCS8 -N secret -f key")]
    public void Read_Encrypted_SaysSo(string command)
    {
        var e = Assert.Throws<SshKeyException>(() => SshKeyReader.Read(File.ReadAllBytes(Make(command))));

        Assert.Equal("it is encrypted; give a key without a passphrase (ssh-keygen -p removes it)", e.Message);
    }

    [Theory]
    [InlineData("ssh-rsa AAAAB3Nza", "it is not a PEM (-----BEGIN … PRIVATE KEY-----); give the private key, as PEM or in OpenSSH's form")]
    [InlineData(
        "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----",
        "its PEM holds a \"PUBLIC KEY\", not a private key; give the private key that belongs to it")]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----", "its \"RSA PRIVATE KEY\" is damaged; copy the file anew")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----", "its \"PRIVATE KEY\" is damaged; copy the file anew")]
    [InlineData("-----BEGIN EC PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----", "its \"EC PRIVATE KEY\" is damaged; copy the file anew")]
    [InlineData("-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----", "its \"OPENSSH PRIVATE KEY\" is damaged; copy the file anew")]
    public void Read_Malformed_SaysWhatIsWrong(string pem, string message) =>
        Assert.Equal(message, Assert.Throws<SshKeyException>(() => SshKeyReader.Read(Encoding.ASCII.GetBytes(pem))).Message);

    [Theory]
    [InlineData("openssl genpkey -genparam -algorithm DSA -pkeyopt dsa_paramgen_bits:1024 -out dsa && openssl genpkey -paramfile dsa -out key")]
    [InlineData("openssl ecparam -name secp256k1 -genkey -noout -out key")]
    [InlineData("openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:secp256k1 -out key")]
    [InlineData("openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-224 -out key")]
    [InlineData("openssl genpkey -algorithm ed448 -out key")]
    [InlineData("openssl genpkey -algorithm X25519 -out key")]
    public void Read_KeyOfAnotherKind_SaysWhichAreOfUse(string command)
    {
        var file = Make(command);

        Assert.Equal(
            "it is neither RSA, ECDSA (P-256, P-384, P-521) nor Ed25519; make one of these (ssh-keygen -t ed25519)",
            Assert.Throws<SshKeyException>(() => SshKeyReader.Read(File.ReadAllBytes(file))).Message);
    }

    [Fact]
    public void ToString_OfAKeyPair_HasNoSecret() => Assert.Equal("ssh-ed25519", SshKeyFactory.Create(SshKeyType.Ed25519).ToString());

    private string Make(string command)
    {
        Shell(command);
        return Path.Combine(_folder.FullName, "key");
    }

    private string Write(byte[] pem)
    {
        var file = Path.Combine(_folder.FullName, "written");
        File.WriteAllBytes(file, pem);
        File.SetUnixFileMode(file, UnixFileMode.UserRead);
        return file;
    }

    private string PublicKeyBySshKeygen(string file)
    {
        File.SetUnixFileMode(file, UnixFileMode.UserRead);
        return string.Join(' ', Shell($"ssh-keygen -y -f {file}").Split(' ', '\n')[..2]);
    }

    private string Shell(string command)
    {
        using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", command])
        {
            WorkingDirectory = _folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEnd();
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, error);
        return output.TrimEnd();
    }
}
