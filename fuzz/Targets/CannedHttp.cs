using System.Net;

namespace Fuzz.Targets;

/// <summary>A network on which every request gets the same answer.</summary>
internal sealed class CannedHttp : HttpMessageHandler
{
    public HttpStatusCode Status { get; set; } = HttpStatusCode.OK;

    public byte[] Body { get; set; } = [];

    /// <summary>The header <c>x-amzn-ErrorType</c>; null for none.</summary>
    public string? ErrorType { get; set; }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = new HttpResponseMessage(Status) { Content = new ByteArrayContent(Body), RequestMessage = request };
        if (ErrorType is { } type)
        {
            response.Headers.TryAddWithoutValidation("x-amzn-ErrorType", type);
        }

        return Task.FromResult(response);
    }
}
