using Amazon.Runtime;

namespace AwsClients.Credentials;

/// <summary>
/// Small GETs to endpoints beside the process: instance metadata and container credentials. They never go through a proxy, and fail fast:
/// outside AWS nobody answers.
/// </summary>
internal sealed class MetadataHttp(TimeProvider time) : IDisposable
{
    private const int Attempts = 2;

    private static readonly TimeSpan _attempt = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(200);

    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false, ConnectTimeout = _attempt, AllowAutoRedirect = false });

    /// <param name="name">What is asked, for errors.</param>
    /// <param name="make">Makes the request of each attempt.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="AmazonClientException">No answer, or none with status 200.</exception>
    public async Task<string> GetAsync(string name, Func<HttpRequestMessage> make, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (text, error) = await TryAsync(name, make, cancellationToken).ConfigureAwait(false);
            if (error is null)
            {
                return text;
            }

            if (attempt == Attempts)
            {
                throw error;
            }

            await Task.Delay(_pause, time, cancellationToken).ConfigureAwait(false);
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task<(string Text, AmazonClientException? Error)> TryAsync(
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
                ? (text, null)
                : ("", new AmazonClientException($"{name} at {Place(request)} answered with HTTP status {(int)response.StatusCode}"));
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            return ("", new AmazonClientException($"{name} at {Place(request)} did not answer within {_attempt.TotalSeconds} s", e));
        }
        catch (HttpRequestException e)
        {
            return ("", new AmazonClientException($"{name} at {Place(request)} cannot be reached: {e.Message}", e));
        }
    }

    private static string Place(HttpRequestMessage request) => request.RequestUri!.GetLeftPart(UriPartial.Path);
}
