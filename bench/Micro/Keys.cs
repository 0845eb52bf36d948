using System.Security.Cryptography;
using System.Text;
using BenchmarkDotNet.Attributes;
using Fleeting.Aws.Keys;

namespace Micro;

/// <summary>The key of a connect, made or read.</summary>
public class Keys
{
    private readonly SshKeyType _type = SshKeyType.Ed25519;
    private byte[] _rsa = [];
    private byte[] _ed25519 = [];

    [GlobalSetup]
    public void Make()
    {
        using var rsa = RSA.Create(4096);
        _rsa = Encoding.ASCII.GetBytes(rsa.ExportRSAPrivateKeyPem());
        _ed25519 = SshKeyFactory.Create(_type).Pem.ToArray();
    }

    [Benchmark]
    public object CreateEd25519() => SshKeyFactory.Create(_type);

    [Benchmark]
    public object ReadEd25519() => SshKeyReader.Read(_ed25519);

    [Benchmark]
    public object ReadRsa4096() => SshKeyReader.Read(_rsa);
}
