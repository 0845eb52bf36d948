using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using AwsClients.Trust;

namespace AwsClients.Tests.Trust;

public sealed class ServerTrustTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("aws-clients-").FullName;
    private readonly TestAuthority _root = TestAuthority.Root("CN=root");

    public void Dispose()
    {
        _root.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Server_OfAnAuthorityInTheFile_IsTrusted()
    {
        using var other = TestAuthority.Root("CN=other");
        using var server = _root.Server("localhost");

        Assert.True(Verify(In(other, _root), server));
    }

    [Fact]
    public void Server_WithAnIntermediateThatItSends_IsTrusted()
    {
        using var intermediate = _root.Intermediate("CN=between");
        using var server = intermediate.Server("localhost");

        Assert.True(Verify(In(_root), server, sent: intermediate.Certificate));
    }

    [Fact]
    public void Server_WithAnIntermediateThatTheFileHas_IsTrusted()
    {
        using var intermediate = _root.Intermediate("CN=between");
        using var server = intermediate.Server("localhost");

        Assert.True(Verify(In(intermediate, _root), server));
    }

    [Fact]
    public void Server_OfAnAuthorityThatOnlyAFolderHas_IsTrusted()
    {
        using var other = TestAuthority.Root("CN=other");
        using var server = _root.Server("localhost");
        var certificates = Directory.CreateDirectory(Path.Combine(_folder, "certs")).FullName;
        File.WriteAllText(Path.Combine(certificates, "junk"), "junk");
        File.WriteAllText(Path.Combine(certificates, "0a1b2c3d.0"), _root.Certificate.ExportCertificatePem());

        Assert.True(Verify(new Authorities([Write(other)], [Path.Combine(_folder, "missing"), certificates], "theirs"), server));
    }

    [Fact]
    public void Server_MetASecondTime_IsTrustedWithoutTheFile()
    {
        using var server = _root.Server("localhost");
        var file = Write(_root);
        var trust = new ServerTrust(new Authorities([file], [], "theirs"));
        Assert.True(Verify(trust, server, SslPolicyErrors.RemoteCertificateChainErrors));

        File.Delete(file);

        Assert.True(Verify(trust, server, SslPolicyErrors.RemoteCertificateChainErrors));
    }

    [Fact]
    public void Server_OfAnotherAuthority_IsRefusedAndTheMessageNamesAll()
    {
        using var other = TestAuthority.Root("CN=other");
        using var server = other.Server("localhost");

        var error = Assert.Throws<AuthenticationException>(() => Verify(In(_root), server));

        Assert.Equal("The remote certificate is invalid: PartialChain (CN=localhost, issued by CN=other; trusted are theirs)", error.Message);
    }

    [Fact]
    public void Server_OfAnAuthorityOfTheSameName_IsRefused()
    {
        using var other = TestAuthority.Root("CN=root");
        using var server = other.Server("localhost");

        Assert.Throws<AuthenticationException>(() => Verify(In(_root), server));
    }

    [Fact]
    public void Server_OfAnAuthorityThatItSendsItself_IsRefused()
    {
        using var other = TestAuthority.Root("CN=other");
        using var server = other.Server("localhost");

        Assert.Throws<AuthenticationException>(() => Verify(In(_root), server, sent: other.Certificate));
    }

    [Fact]
    public void Server_WhoseCertificateIsOver_IsRefused()
    {
        using var server = _root.Server("localhost", until: DateTimeOffset.UnixEpoch.AddYears(1));

        var error = Assert.Throws<AuthenticationException>(() => Verify(In(_root), server));

        Assert.Contains("NotTimeValid", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Server_WithACertificateForClients_IsRefused()
    {
        using var server = _root.Server("localhost", usage: "1.3.6.1.5.5.7.3.2");

        var error = Assert.Throws<AuthenticationException>(() => Verify(In(_root), server));

        Assert.Contains("NotValidForUsage", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SslPolicyErrors.RemoteCertificateNameMismatch)]
    [InlineData(SslPolicyErrors.RemoteCertificateNameMismatch | SslPolicyErrors.RemoteCertificateChainErrors)]
    [InlineData(SslPolicyErrors.RemoteCertificateNotAvailable)]
    public void Server_OfAnotherNameOrWithoutACertificate_IsRefusedWhoeverIssuedIt(SslPolicyErrors errors)
    {
        using var server = _root.Server("localhost");

        Assert.Throws<AuthenticationException>(() => Verify(new ServerTrust(In(_root)), server, errors));
    }

    [Fact]
    public void Server_WithoutAnyAuthority_IsRefused()
    {
        using var server = _root.Server("localhost");

        Assert.Throws<AuthenticationException>(() => Verify(new Authorities([Path.Combine(_folder, "missing")], [], "theirs"), server));
    }

    [Fact]
    public void IssuersOf_EveryAuthorityOfThisMachine_IsFoundByItsName()
    {
        var system = new Authorities(["/etc/ssl/certs/ca-certificates.crt"], [], "the system's");
        var all = system.All().DistinctBy(certificate => certificate.Thumbprint).ToList();

        Assert.True(all.Count > 50);
        Assert.All(all, certificate => Assert.Contains(certificate, system.IssuersOf([certificate])));
    }

    [Fact]
    public void OfSystem_WithVariables_LooksWhereTheySay()
    {
        using var server = _root.Server("localhost");
        var file = Write(_root);
        var variables = new Dictionary<string, string?> { ["SSL_CERT_FILE"] = file, ["SSL_CERT_DIR"] = "/missing:/nowhere" };
        var system = Authorities.OfSystem(new AwsEnvironment(variables.GetValueOrDefault));

        Assert.True(Verify(system, server));
        Assert.Equal($"the system's certificate authorities ({file}, /missing, /nowhere)", system.Description);
    }

    private static bool Verify(Authorities authorities, X509Certificate2 server, params X509Certificate2[] sent) =>
        Verify(new ServerTrust(authorities), server, SslPolicyErrors.RemoteCertificateChainErrors, sent);

    private static bool Verify(ServerTrust trust, X509Certificate2 server, SslPolicyErrors errors, params X509Certificate2[] sent)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.ExtraStore.AddRange(sent);
        return trust.Options.RemoteCertificateValidationCallback!(trust, server, chain, errors);
    }

    private Authorities In(params TestAuthority[] authorities) => new([Write(authorities)], [], "theirs");

    private string Write(params TestAuthority[] authorities)
    {
        var path = Path.Combine(_folder, "bundle.pem");
        File.WriteAllText(path, "# the authorities\n\n" + string.Join("\n\n", authorities.Select(authority => authority.Certificate.ExportCertificatePem())));
        return path;
    }
}
