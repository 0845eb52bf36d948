using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AwsClients.Profiles;

namespace AwsClients.Transport;

/// <summary>The certificate authorities of AWS_CA_BUNDLE or a profile's ca_bundle, which replace the system's, as for other AWS tools.</summary>
internal static class CaBundle
{
    /// <summary>The authorities; null for the system's.</summary>
    /// <exception cref="AwsSessionException">The file cannot be used.</exception>
    public static X509Certificate2Collection? Load(AwsEnvironment environment, Profile? profile)
    {
        if ((environment["AWS_CA_BUNDLE"] ?? profile?["ca_bundle"]) is not { } given)
        {
            return null;
        }

        var path = environment.Path(given);
        try
        {
            var roots = new X509Certificate2Collection();
            roots.ImportFromPemFile(path);
            return roots.Count > 0 ? roots : throw new CryptographicException("it has no PEM certificate");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new AwsSessionException(
                AwsSessionErrorReason.BadFile, $"could not read the CA bundle {path} (AWS_CA_BUNDLE or ca_bundle): {e.Message}", e);
        }
    }
}
