using System.Globalization;
using Amazon.Runtime;

namespace AwsClients.Credentials;

/// <summary>What STS answers.</summary>
internal static class StsCredentials
{
    public static TemporaryCredentials From(Amazon.SecurityToken.Model.Credentials? answer) =>
        answer is { AccessKeyId: { } id, SecretAccessKey: { } secret, SessionToken: { } token, Expiration: { } end }
            ? new TemporaryCredentials(id, secret, token, end.ToUniversalTime())
            : throw new AmazonClientException("could not read STS's answer: it has no credentials");

    /// <summary>An AWS refusal in our words. A message without a code can quote an answer's body, so it is left out.</summary>
    public static AmazonClientException Refused(string what, AmazonServiceException e) => string.IsNullOrEmpty(e.ErrorCode)
        ? new AmazonClientException($"{what}: STS answered with HTTP status {Status(e)} and nothing readable")
        : new AmazonClientException($"{what}: {e.ErrorCode}: {e.Message} (STS request {e.RequestId})", e);

    private static string Status(AmazonServiceException e) => ((int)e.StatusCode).ToString(CultureInfo.InvariantCulture);
}
