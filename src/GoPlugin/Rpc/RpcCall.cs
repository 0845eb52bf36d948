using System.IO.Pipelines;
using Grpc.Core;
using Microsoft.AspNetCore.Http.Features;

namespace GoPlugin.Rpc;

/// <summary>One call, as its service sees it.</summary>
internal sealed class RpcCall : ServerCallContext, IDisposable
{
    private readonly IHttpRequestFeature _request;
    private readonly IHttpResponseFeature _response;
    private readonly IHttpResponseBodyFeature _body;
    private readonly IHttpRequestLifetimeFeature _lifetime;
    private readonly ResponseEnd _end;
    private readonly CancellationTokenSource? _deadline;
    private readonly CancellationTokenSource? _either;
    private Metadata? _requestHeaders;
    private Metadata? _responseTrailers;

    public RpcCall(IFeatureCollection features, IHttpRequestFeature request, ResponseEnd end, RequestMemory memory, TimeSpan? timeout, TimeProvider time)
    {
        _request = request;
        _end = end;
        _response = features.GetRequiredFeature<IHttpResponseFeature>();
        _body = features.GetRequiredFeature<IHttpResponseBodyFeature>();
        _lifetime = features.GetRequiredFeature<IHttpRequestLifetimeFeature>();
        var body = features.GetRequiredFeature<IRequestBodyPipeFeature>().Reader;
        Requests = new MessageReader(body, memory, request.Headers[RpcHeader.Encoding], this);
        CancellationTokenCore = _lifetime.RequestAborted;
        DeadlineCore = DateTime.MaxValue;

        // A timer takes up to 49 days; a longer deadline is none.
        if (timeout is { TotalMilliseconds: < uint.MaxValue - 1 } given)
        {
            DeadlineCore = time.GetUtcNow().UtcDateTime + given;
            _deadline = new CancellationTokenSource(given, time);
            _either = CancellationTokenSource.CreateLinkedTokenSource(_deadline.Token, _lifetime.RequestAborted);
            CancellationTokenCore = _either.Token;
        }
    }

    public MessageReader Requests { get; }

    /// <summary>True when the client has left in the middle of its request.</summary>
    public bool ClientLeft { get; set; }

    /// <summary>Nobody waits for the answer any more.</summary>
    public bool IsOver => ClientLeft || CancellationTokenCore.IsCancellationRequested;

    /// <summary>How a call ends that is over.</summary>
    public Status OverStatus => _deadline is { IsCancellationRequested: true }
        ? new Status(StatusCode.DeadlineExceeded, "the client's deadline has passed")
        : new Status(StatusCode.Cancelled, "the client cancelled the call");

    protected override string MethodCore => _request.Path;

    protected override string HostCore => _request.Headers.Host.ToString();

    protected override string PeerCore => "unknown";

    protected override DateTime DeadlineCore { get; }

    protected override Metadata RequestHeadersCore => _requestHeaders ??= RpcMetadata.Read(_request.Headers);

    protected override CancellationToken CancellationTokenCore { get; }

    protected override Metadata ResponseTrailersCore => _responseTrailers ??= [];

    protected override Status StatusCore { get; set; }

    protected override WriteOptions? WriteOptionsCore { get; set; }

    protected override AuthContext AuthContextCore => new(null, []);

    /// <summary>Where messages go. From the first one on the status is a trailer.</summary>
    public PipeWriter BeginMessage()
    {
        _end.HasMessages = true;
        return _body.Writer;
    }

    public void Dispose()
    {
        _either?.Dispose();
        _deadline?.Dispose();
    }

    protected override ContextPropagationToken CreatePropagationTokenCore(ContextPropagationOptions? options) =>
        throw new NotSupportedException("A call of a plugin leads to no other call.");

    protected override Task WriteResponseHeadersAsyncCore(Metadata responseHeaders)
    {
        RpcMetadata.Write(responseHeaders, _response.Headers);
        return _body.StartAsync(CancellationTokenCore);
    }
}
