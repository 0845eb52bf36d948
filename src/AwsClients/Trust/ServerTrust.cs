using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AwsClients.Trust;

/// <summary>
/// Decides whether a server's certificate is trusted: .NET's own verification of its chain, given just the authorities whose names the chain
/// ends in; when that does not do, given all of them.
/// </summary>
internal sealed class ServerTrust(Authorities authorities)
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    private readonly Lock _lock = new();
    private X509Certificate2Collection _met = [];

    /// <summary>The client's side of TLS.</summary>
    public SslClientAuthenticationOptions Options => new()
    {
        // What is asked of .NET beforehand is not the decision; nothing is looked up for it, here or over the network.
        CertificateChainPolicy = Policy([], []),
        RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
            IsTrusted(certificate as X509Certificate2, chain?.ChainPolicy.ExtraStore ?? [], errors),
    };

    /// <exception cref="AuthenticationException">It is not trusted; the message says why, which the result false would not.</exception>
    private bool IsTrusted(X509Certificate2? server, X509Certificate2Collection sent, SslPolicyErrors errors)
    {
        if (server is null || errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable))
        {
            throw new AuthenticationException("The remote certificate is invalid: the server showed none");
        }

        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            throw new AuthenticationException($"The remote certificate is invalid: it is {server.Subject}'s, and not for this host name");
        }

        return IsIssuedBy(Met(), server, sent, out _)
            || IsIssuedBy(authorities.IssuersOf([server, .. sent]), server, sent, out _)
            || IsIssuedBy(authorities.All(), server, sent, out var why)
            ? true
            : throw new AuthenticationException(
                $"The remote certificate is invalid: {why} ({server.Subject}, issued by {server.Issuer}; trusted are {authorities.Description})");
    }

    private bool IsIssuedBy(X509Certificate2Collection trusted, X509Certificate2 server, X509Certificate2Collection sent, out string why)
    {
        why = "";
        if (trusted.Count == 0)
        {
            why = "there is no authority to trust";
            return false;
        }

        using var chain = new X509Chain { ChainPolicy = Policy(sent, trusted) };
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ServerAuthentication));
        if (chain.Build(server))
        {
            Remember(chain.ChainElements[^1].Certificate);
            return true;
        }

        why = string.Join(", ", chain.ChainStatus.Select(status => status.Status.ToString()));
        return false;
    }

    private static X509ChainPolicy Policy(X509Certificate2Collection sent, X509Certificate2Collection trusted)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        policy.ExtraStore.AddRange(sent);
        policy.CustomTrustStore.AddRange(trusted);
        return policy;
    }

    private X509Certificate2Collection Met()
    {
        lock (_lock)
        {
            return _met;
        }
    }

    /// <summary>An authority that was good for one connection is good for the next: the session's servers share a few.</summary>
    private void Remember(X509Certificate2 authority)
    {
        lock (_lock)
        {
            if (!_met.Contains(authority))
            {
                _met = [.. _met, X509CertificateLoader.LoadCertificate(authority.RawData)];
            }
        }
    }
}
