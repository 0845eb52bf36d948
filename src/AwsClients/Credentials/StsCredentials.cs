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

    private static SourceException Refused(string what, AmazonServiceException e) =>
        new($"{what}: {e.ErrorCode}: {e.Message} (STS request {e.RequestId})", e.StatusCode >= HttpStatusCode.InternalServerError, e);
}
