namespace AwsClients.Transport;

/// <summary>
/// Reads an answer to its end before handing it on, and limits how long that takes. The SDK would read the body later, synchronously and
/// outside any limit: a network that stalls in the middle of an answer would hold the call and its thread. A stall is noticed long before
/// the limit of the attempt, so that a call that stalls has time to be tried again.
/// </summary>
/// <param name="inner">Sends.</param>
/// <param name="time">Times what the network does; sessions take the real clock, as .NET does for its own limits.</param>
internal sealed class AnswerHandler(HttpMessageHandler inner, TimeProvider time) : DelegatingHandler(inner)
{
    // Much more than AWS ever answers; what comes without an end must not fill the memory.
    private const int MaxAnswer = 64 * 1024 * 1024;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var silence = new CancellationTokenSource(SessionHttp.SilenceTimeout, time);
        using var whole = new CancellationTokenSource(SessionHttp.AttemptTimeout, time);
        using var any = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, silence.Token, whole.Token);
        HttpResponseMessage? response = null;
        try
        {
            response = await base.SendAsync(request, any.Token).ConfigureAwait(false);
            await ReadAsync(response, silence, any.Token).ConfigureAwait(false);
            return response;
        }
        catch (Exception e)
        {
            var isHalf = response is not null;
            response?.Dispose();
            if (e is not OperationCanceledException || cancellationToken.IsCancellationRequested)
            {
                throw;
            }

            throw new LateAnswerException(Late(isHalf, silence.IsCancellationRequested, whole.IsCancellationRequested), e);
        }
    }

    // What is neither our limit nor the caller's is SocketsHttpHandler's own for a connection.
    private static string Late(bool isHalf, bool isSilent, bool isSlow) => (isHalf, isSilent, isSlow) switch
    {
        (true, true, _) => $"the answer stopped in the middle for {SessionHttp.SilenceTimeout.TotalSeconds} s",
        (false, true, _) => $"no answer within {SessionHttp.SilenceTimeout.TotalSeconds} s",
        (_, _, true) => $"the answer was not complete within {SessionHttp.AttemptTimeout.TotalSeconds} s",
        _ => $"no connection within {SessionHttp.ConnectTimeout.TotalSeconds} s; often a firewall, a security group or a missing route drops it",
    };

    private static async Task ReadAsync(HttpResponseMessage response, CancellationTokenSource silence, CancellationToken cancellationToken)
    {
        using var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var body = await AnswerBody.ReadAsync(stream, MaxAnswer, () => silence.CancelAfter(SessionHttp.SilenceTimeout), cancellationToken).ConfigureAwait(false)
            ?? throw new HttpIOException(HttpRequestError.ConfigurationLimitExceeded, $"the answer is larger than {MaxAnswer / 1024 / 1024} MiB");
        var whole = new StreamContent(body);
        foreach (var (name, values) in response.Content.Headers)
        {
            whole.Headers.TryAddWithoutValidation(name, values);
        }

        response.Content = whole;
    }
}
