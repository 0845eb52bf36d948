using Amazon.Runtime;
using AwsClients.Trust;

namespace AwsClients.Credentials;

/// <summary>
/// Small GETs to endpoints beside the process: instance metadata and container credentials. They never go through a proxy, and fail fast:
/// outside AWS nobody answers.
/// </summary>
internal sealed class MetadataHttp(TimeProvider time, ServerTrust trust) : IDisposable
{
    private const int Attempts = 3;

    private static readonly TimeSpan _attempt = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(200);

    private readonly HttpClient _client = new(new SocketsHttpHandler
    {
        UseProxy = false,
        ConnectTimeout = _attempt,
        AllowAutoRedirect = false,
        SslOptions = trust.Options,
    });

    /// <param name="name">What is asked, for errors.</param>
    /// <param name="make">Makes the request of each attempt.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="AmazonClientException">No answer, or none with status 200.</exception>
    public async Task<string> GetAsync(string name, Func<HttpRequestMessage> make, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (text, error, isFinal) = await TryAsync(name, make, cancellationToken).ConfigureAwait(false);
            if (error is null)
            {
                return text;
            }

            if (isFinal || attempt == Attempts)
            {
                throw error;
            }

            await Task.Delay(_pause, time, cancellationToken).ConfigureAwait(false);
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task<(string Text, AmazonClientException? Error, bool IsFinal)> TryAsync(
        string name, Func<HttpRequestMessage> make, CancellationToken cancellationToken)
    {
        using var request = make();
        using var limit = new CancellationTokenSource(_attempt, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            using var response = await _client.SendAsync(request, either.Token).ConfigureAwait(false);
            var text = await response.Content.ReadAsStringAsync(either.Token).ConfigureAwait(false);
            return response.IsSuccessStatusCode
                ? (text, null, true)
                : Failed($"answered with HTTP status {(int)response.StatusCode}", null, (int)response.StatusCode < 500);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            return Failed($"did not answer within {_attempt.TotalSeconds} s", e, isFinal: false);
        }
        catch (HttpRequestException e)
        {
            return Failed($"cannot be reached: {e.Message}", e, isFinal: false);
        }

        (string, AmazonClientException?, bool) Failed(string how, Exception? cause, bool isFinal) =>
            ("", new AmazonClientException($"{name} at {request.RequestUri!.GetLeftPart(UriPartial.Path)} {how}", cause), isFinal);
    }
}
