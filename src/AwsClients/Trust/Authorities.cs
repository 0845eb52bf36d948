using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AwsClients.Profiles;

namespace AwsClients.Trust;

/// <summary>
/// The certificate authorities that are trusted: the system's, or those of AWS_CA_BUNDLE or a profile's ca_bundle, which replace them. They are
/// looked up by name when a server is met; .NET would read all of them before the first call, which takes longer than everything else at
/// start (docs/decisions/0009-authorities-by-name.md).
/// </summary>
/// <param name="files">Files of PEM certificates. One that is missing or cannot be read counts as empty.</param>
/// <param name="folders">Folders of such files, read only when the files lack an authority.</param>
/// <param name="description">For errors.</param>
internal sealed class Authorities(IReadOnlyList<string> files, IReadOnlyList<string> folders, string description)
{
    // The places where Go, which GitLab's plugin is written in, looks on Linux: the first file that is there, and the folders.
    private static readonly string[] _systemFiles =
    [
        "/etc/ssl/certs/ca-certificates.crt",
        "/etc/pki/tls/certs/ca-bundle.crt",
        "/etc/ssl/ca-bundle.pem",
        "/etc/pki/tls/cacert.pem",
        "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
        "/etc/ssl/cert.pem",
    ];

    private static readonly string[] _systemFolders = ["/etc/ssl/certs", "/etc/pki/tls/certs"];

    /// <summary>Where they are, in words.</summary>
    public string Description => description;

    /// <summary>The system's; SSL_CERT_FILE and SSL_CERT_DIR name others, as for every program that uses OpenSSL.</summary>
    public static Authorities OfSystem(AwsEnvironment environment)
    {
        var file = environment["SSL_CERT_FILE"] ?? _systemFiles.FirstOrDefault(File.Exists);
        var folders = environment["SSL_CERT_DIR"]?.Split(':', StringSplitOptions.RemoveEmptyEntries) ?? _systemFolders;
        var places = string.Join(", ", file is null ? folders : [file, .. folders]);
        return new Authorities(file is null ? [] : [file], folders, $"the system's certificate authorities ({places})");
    }

    /// <summary>Those to trust for AWS.</summary>
    /// <exception cref="AwsSessionException">AWS_CA_BUNDLE or ca_bundle names a file that cannot be used.</exception>
    public static Authorities ForAws(AwsEnvironment environment, Profile? profile)
    {
        if ((environment["AWS_CA_BUNDLE"] ?? profile?["ca_bundle"]) is not { } given)
        {
            return OfSystem(environment);
        }

        var path = environment.Path(given);
        try
        {
            if (PemCertificates.In(SmallFile.ReadBytes(path)).Count == 0)
            {
                throw new CryptographicException("it has no PEM certificate");
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new AwsSessionException(
                AwsSessionErrorReason.BadFile,
                $"could not read the CA bundle {path} (AWS_CA_BUNDLE or ca_bundle): {e.Message.TrimEnd('.')}; "
                + "name a file of PEM certificates that the user who runs this may read",
                e);
        }

        return new Authorities([path], [], $"the certificate authorities of {path}");
    }

    /// <summary>Those of the files that issued one of these certificates, or issued one that did, and so on.</summary>
    public X509Certificate2Collection IssuersOf(IEnumerable<X509Certificate2> certificates)
    {
        var all = files.SelectMany(Read).ToList();
        var wanted = new Queue<byte[]>(certificates.Select(certificate => certificate.IssuerName.RawData));
        var found = new X509Certificate2Collection();
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (wanted.TryDequeue(out var name))
        {
            if (!names.Add(Convert.ToHexString(name)))
            {
                continue;
            }

            foreach (var certificate in all.Where(certificate => certificate.Subject.Span.SequenceEqual(name)))
            {
                // One that cannot be read takes nothing from the others.
                if (certificate.TryLoad() is { } authority)
                {
                    found.Add(authority);
                }

                wanted.Enqueue(certificate.Issuer.ToArray());
            }
        }

        return found;
    }

    /// <summary>All of them.</summary>
    public X509Certificate2Collection All()
    {
        var all = new X509Certificate2Collection();
        foreach (var certificate in files.Concat(folders.SelectMany(FilesIn)).SelectMany(Read))
        {
            if (certificate.TryLoad() is { } authority)
            {
                all.Add(authority);
            }
        }

        return all;
    }

    private static IEnumerable<PemCertificate> Read(string path)
    {
        try
        {
            return PemCertificates.In(SmallFile.ReadBytes(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static IEnumerable<string> FilesIn(string folder)
    {
        try
        {
            return Directory.GetFiles(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
