using AwsClients.Transport;
using AwsClients.Trust;

namespace AwsClients.Credentials;

/// <summary>
/// Small GETs to endpoints beside the process: instance metadata and container credentials. They never go through a proxy, and fail fast:
/// outside AWS nobody answers.
/// </summary>
/// <param name="time">Times the attempts.</param>
/// <param name="network">Carries the requests; follows no redirect.</param>
internal sealed class MetadataHttp(TimeProvider time, HttpMessageHandler network) : IDisposable
{
    private const int Attempts = 3;
    private const int MaxAnswer = 1024 * 1024;

    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(200);

    private readonly HttpClient _client = new(network) { MaxResponseContentBufferSize = MaxAnswer };

    /// <param name="time">Times the attempts.</param>
    /// <param name="trust">Which servers to trust.</param>
    public MetadataHttp(TimeProvider time, ServerTrust trust)
        : this(time, new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, SslOptions = trust.Options })
    {
    }

    /// <summary>The URL of an endpoint that can be asked; null when that is none.</summary>
    public static Uri? Url(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? url : null;

    /// <summary>A URL as errors name it, without user, password and query.</summary>
    public static string Place(Uri url) => UrlText.WithoutUsers(url.GetLeftPart(UriPartial.Path));

    /// <param name="name">What is asked, for errors.</param>
    /// <param name="limit">How long an attempt may take.</param>
    /// <param name="make">Makes the request of each attempt.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="SourceException">No answer, or none with status 200.</exception>
    public async Task<string> GetAsync(string name, TimeSpan limit, Func<HttpRequestMessage> make, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (text, error) = await TryAsync(name, limit, make, cancellationToken).ConfigureAwait(false);
            if (error is null)
            {
                return text;
            }

            if (!error.MayPass || attempt == Attempts)
            {
                throw error;
            }

            await Task.Delay(_pause, time, cancellationToken).ConfigureAwait(false);
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task<(string Text, SourceException? Error)> TryAsync(
        string name, TimeSpan limit, Func<HttpRequestMessage> make, CancellationToken cancellationToken)
    {
        using var request = make();
        using var end = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(end.Token, cancellationToken);
        try
        {
            using var response = await _client.SendAsync(request, either.Token).ConfigureAwait(false);
            var text = await response.Content.ReadAsStringAsync(either.Token).ConfigureAwait(false);
            return response.IsSuccessStatusCode
                ? (text, null)
                : Failed($"answered with HTTP status {(int)response.StatusCode}", null, (int)response.StatusCode >= 500);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            return Failed($"did not answer within {limit.TotalSeconds} s", e, mayPass: true);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return Failed($"cannot be reached: {Failure.Text(e)}", e, mayPass: true);
        }

        (string, SourceException?) Failed(string how, Exception? cause, bool mayPass) =>
            ("", new SourceException($"{name} at {Place(request.RequestUri!)} {how}", mayPass, cause));
    }
}
