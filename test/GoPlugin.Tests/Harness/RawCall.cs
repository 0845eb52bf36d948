using System.Net;

namespace GoPlugin.Tests.Harness;

/// <summary>A call as bytes on HTTP/2: what a gRPC client would never send can be sent by it.</summary>
internal sealed class RawCall(string socket) : IDisposable
{
    private readonly HttpClient _client = new(Host.Handler(socket));

    public HttpMethod Method { get; init; } = HttpMethod.Post;

    public string Path { get; init; } = "/probe.Probe/Echo";

    public string ContentType { get; init; } = "application/grpc";

    public (string Name, string Value)[] Headers { get; init; } = [];

    /// <summary>Five bytes and a message of a Text that says "hi".</summary>
    public static byte[] Hi => [0, 0, 0, 0, 4, 0x0a, 2, (byte)'h', (byte)'i'];

    /// <summary>The answer, its body read to the end, so that the trailers are there.</summary>
    public async Task<HttpResponseMessage> SendAsync(params byte[][] pieces)
    {
        using var request = new HttpRequestMessage(Method, "http://localhost" + Path)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new Pieces(pieces),
        };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", ContentType);
        foreach (var (name, value) in Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await _client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>The status and its text, from wherever they are.</summary>
    public async Task<(string? Status, string? Message)> StatusAsync(params byte[][] pieces)
    {
        using var response = await SendAsync(pieces);
        return (Field(response, "grpc-status"), Field(response, "grpc-message"));
    }

    public void Dispose() => _client.Dispose();

    private static string? Field(HttpResponseMessage response, string name) =>
        response.TrailingHeaders.TryGetValues(name, out var values) || response.Headers.TryGetValues(name, out values) ? values.Single() : null;

    /// <summary>A body whose pieces are sent one by one.</summary>
    private sealed class Pieces(byte[][] pieces) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            foreach (var piece in pieces)
            {
                await stream.WriteAsync(piece);
                await stream.FlushAsync();
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
