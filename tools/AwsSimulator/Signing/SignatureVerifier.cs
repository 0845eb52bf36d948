using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace AwsSimulator.Signing;

/// <summary>Recomputes a request's SigV4 signature (AWS General Reference, "Signature Version 4 signing process") and compares.</summary>
internal sealed class SignatureVerifier(KeyStore keys, TimeProvider time)
{
    /// <summary>The key that signed the request, or why it is refused.</summary>
    public (AccessKey? Key, Refusal? Refusal) Verify(HttpRequest request, AuthorizationHeader? header, byte[] body)
    {
        if (header is null)
        {
            return (null, Refusal.Unsigned);
        }

        if (keys.Find(header.AccessKeyId) is not { } key || key.SessionToken != Header(request, "x-amz-security-token"))
        {
            return (null, Refusal.UnknownKey);
        }

        var expected = Convert.ToHexStringLower(Hmac(SigningKey(key.Secret, header), StringToSign(request, header, body)));
        if (!CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(expected), Encoding.ASCII.GetBytes(header.Signature)))
        {
            return (null, Refusal.WrongSignature);
        }

        return key.ExpiresAt <= time.GetUtcNow() ? (null, Refusal.Expired) : (key, null);
    }

    private static string StringToSign(HttpRequest request, AuthorizationHeader header, byte[] body)
    {
        var canonical = string.Join(
            '\n',
            request.Method,
            CanonicalPath(request),
            CanonicalQuery(request),
            string.Concat(header.SignedHeaders.Select(name => $"{name}:{CanonicalValue(request, name)}\n")),
            string.Join(';', header.SignedHeaders),
            Hash(body));
        return string.Join(
            '\n', "AWS4-HMAC-SHA256", Header(request, "x-amz-date") ?? "", header.Scope, Hash(Encoding.UTF8.GetBytes(canonical)));
    }

    private static string CanonicalPath(HttpRequest request)
    {
        var raw = request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Split('?')[0];
        return string.Join('/', raw.Split('/').Select(Uri.EscapeDataString));
    }

    private static string CanonicalQuery(HttpRequest request)
    {
        var pairs = (request.QueryString.Value ?? "").TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries);
        return string.Join('&', pairs.Select(pair => pair.Contains('=') ? pair : pair + '=').Order(StringComparer.Ordinal));
    }

    private static string CanonicalValue(HttpRequest request, string name) => string.Join(
        ' ', (Header(request, name) ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static string? Header(HttpRequest request, string name) =>
        request.Headers.TryGetValue(name, out var values) ? string.Join(',', values.ToArray()) : null;

    private static byte[] SigningKey(string secret, AuthorizationHeader header) => Hmac(
        Hmac(Hmac(Hmac(Encoding.UTF8.GetBytes("AWS4" + secret), header.Date), header.Region), header.Service), "aws4_request");

    private static byte[] Hmac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    private static string Hash(byte[] data) => Convert.ToHexStringLower(SHA256.HashData(data));
}
