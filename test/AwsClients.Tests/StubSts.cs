using System.Globalization;

namespace AwsClients.Tests;

/// <summary>What STS answers, from a <see cref="StubAws"/>.</summary>
internal static class StubSts
{
    public static StubAnswer Credentials(string action, string keyId, DateTimeOffset expiration) => StubAnswer.Ok(
        $"""
        <{action}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><{action}Result><Credentials>
          <AccessKeyId>{keyId}</AccessKeyId><SecretAccessKey>sesame-secret</SecretAccessKey><SessionToken>sesame-token</SessionToken>
          <Expiration>{expiration.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)}</Expiration>
        </Credentials></{action}Result><ResponseMetadata><RequestId>sts-1</RequestId></ResponseMetadata></{action}Response>
        """);

    /// <summary>The access key that signed a request; null when it is unsigned.</summary>
    public static string? KeyOf(StubRequest request) =>
        request.Headers.TryGetValue("Authorization", out var header) ? header.Split("Credential=")[1].Split('/')[0] : null;
}
