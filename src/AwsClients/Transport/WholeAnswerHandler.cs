namespace AwsClients.Transport;

/// <summary>
/// Reads an answer to its end before handing it on. The SDK would read the body later, synchronously and outside the attempt's timeout:
/// a network that stalls in the middle of an answer would hold the call and its thread.
/// </summary>
internal sealed class WholeAnswerHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        try
        {
            await response.Content.LoadIntoBufferAsync(cancellationToken).ConfigureAwait(false);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
