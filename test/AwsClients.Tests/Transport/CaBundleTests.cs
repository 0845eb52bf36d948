using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AwsClients.Session;
using AwsClients.Transport;

namespace AwsClients.Tests.Transport;

public sealed class CaBundleTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("aws-clients-").FullName;

    [Fact]
    public async Task Call_AuthorityInTheBundle_IsTrusted()
    {
        using var certificate = SelfSigned();
        await using var stub = await StubAws.StartAsync(_ => StubAnswer.Recorded("autoscaling-DescribeAutoScalingGroups.xml"), certificate);
        using var session = await OpenAsync(stub, Write("ca.pem", certificate.ExportCertificatePem()));

        var answer = await session.AutoScaling.DescribeAutoScalingGroupsAsync(new(), TestContext.Current.CancellationToken);

        Assert.Single(answer.AutoScalingGroups);
    }

    [Fact]
    public async Task Call_OtherAuthorityInTheBundle_IsRefused()
    {
        using var certificate = SelfSigned();
        using var other = SelfSigned();
        await using var stub = await StubAws.StartAsync(_ => StubAnswer.Ok(""), certificate);
        using var session = await OpenAsync(stub, Write("ca.pem", other.ExportCertificatePem()));

        var error = await Assert.ThrowsAsync<NoAnswerException>(
            () => session.AutoScaling.DescribeAutoScalingGroupsAsync(new(), TestContext.Current.CancellationToken));

        Assert.Contains("The remote certificate is invalid", error.Message, StringComparison.Ordinal);
        Assert.Empty(stub.Requests);
    }

    [Theory]
    [InlineData(null, "Could not find file")]
    [InlineData("no certificate", "it has no PEM certificate")]
    public async Task OpenAsync_BundleCannotBeUsed_NamesTheFile(string? content, string cause)
    {
        await using var stub = await StubAws.StartAsync(_ => StubAnswer.Ok(""));
        var path = content is null ? Path.Combine(_folder, "missing.pem") : Write("ca.pem", content);

        var error = await Assert.ThrowsAsync<AwsSessionException>(() => OpenAsync(stub, path));

        Assert.Equal(AwsSessionErrorReason.BadFile, error.Reason);
        Assert.StartsWith($"could not read the CA bundle {path} (AWS_CA_BUNDLE or ca_bundle): {cause}", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static Task<AwsSession> OpenAsync(StubAws stub, string bundle) => StubSession.OpenAsync(
        new AwsSessionOptions { Region = "us-east-1" }, null, new(StubSession.Environment(stub)) { ["AWS_CA_BUNDLE"] = bundle });

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=stub", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
    }

    private string Write(string name, string content)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, content);
        return path;
    }
}
