using System.IO.Pipelines;
using System.Text;
using GoPlugin.Rpc;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Fuzz.Targets;

/// <summary>
/// A request of HTTP/2 as the server hands it on: the path, a line for each header, an empty line, the body. What Kestrel itself refuses
/// does not get here.
/// </summary>
internal sealed class RawRequest : IRequestBodyPipeFeature, IHttpResponseTrailersFeature
{
    private readonly HttpRequestFeature _request = new() { Method = HttpMethods.Post };
    private readonly HttpResponseFeature _response = new();
    private readonly StreamResponseBodyFeature _body = new(new MemoryStream());

    public RawRequest(byte[] input)
    {
        var end = input.AsSpan().IndexOf("\n\n"u8);
        var head = Encoding.Latin1.GetString(input, 0, end < 0 ? input.Length : end).Split('\n');
        _request.Path = head[0];
        _request.Headers.ContentType = RpcHeader.ContentType;
        foreach (var line in head[1..])
        {
            if (line.Split(':', 2) is [{ Length: > 0 } name, var value])
            {
                _request.Headers[name] = Microsoft.Extensions.Primitives.StringValues.Concat(_request.Headers[name], value.Trim());
            }
        }

        Reader = PipeReader.Create(new MemoryStream(end < 0 ? [] : input[(end + 2)..]));
        Features.Set<IHttpRequestFeature>(_request);
        Features.Set<IHttpResponseFeature>(_response);
        Features.Set<IHttpResponseBodyFeature>(_body);
        Features.Set<IHttpRequestLifetimeFeature>(new HttpRequestLifetimeFeature());
        Features.Set<IRequestBodyPipeFeature>(this);
        Features.Set<IHttpResponseTrailersFeature>(this);
    }

    public FeatureCollection Features { get; } = new();

    public string Path => _request.Path;

    public PipeReader Reader { get; }

    public IHeaderDictionary Trailers { get; set; } = new HeaderDictionary();

    public int HttpStatus => _response.StatusCode;

    /// <summary>The header of that name, before or behind the messages.</summary>
    public string? Header(string name) => (string?)Trailers[name] ?? _response.Headers[name];

    /// <summary>What was answered.</summary>
    public byte[] Body => ((MemoryStream)_body.Stream).ToArray();
}
