using System.Globalization;
using System.Net;
using Amazon.Runtime;
using AwsClients.Transport;

namespace AwsClients.Credentials;

/// <summary>What STS answers.</summary>
internal static class StsCredentials
{
    public const string Check = "check the network, the proxy (HTTPS_PROXY, NO_PROXY) and the endpoint of STS (AWS_ENDPOINT_URL_STS)";

    /// <exception cref="SourceException">STS refuses, or answers without credentials.</exception>
    public static async Task<TemporaryCredentials> AskAsync(string what, Func<Task<Amazon.SecurityToken.Model.Credentials?>> ask)
    {
        try
        {
            return From(await ask().ConfigureAwait(false));
        }
        catch (AmazonServiceException e)
        {
            throw Refused(what, e);
        }
    }

    private static TemporaryCredentials From(Amazon.SecurityToken.Model.Credentials? answer) =>
        answer is { AccessKeyId: { } id, SecretAccessKey: { } secret, SessionToken: { } token, Expiration: { } end }
            ? new TemporaryCredentials(id, secret, token, end.ToUniversalTime())
            : throw new SourceException("could not read STS's answer: it has no credentials", mayPass: true);

    // A message without a code can quote an answer's body, so it is left out.
    private static SourceException Refused(string what, AmazonServiceException e) => string.IsNullOrEmpty(e.ErrorCode)
        ? new SourceException($"{what}: STS answered with HTTP status {Status(e)} and nothing readable", mayPass: true)
        : new SourceException($"{what}: {e.ErrorCode}: {e.Message} (STS request {e.RequestId})", e.StatusCode >= HttpStatusCode.InternalServerError, e);

    private static string Status(AmazonServiceException e) => ((int)e.StatusCode).ToString(CultureInfo.InvariantCulture);
}
