using System.Globalization;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GoPlugin.Rpc;

/// <summary>How a response ends: with a status behind its messages, or, when it has none, with a status alone.</summary>
internal sealed class ResponseEnd(IFeatureCollection features)
{
    private readonly IHttpResponseFeature _response = features.GetRequiredFeature<IHttpResponseFeature>();
    private readonly IHttpResponseBodyFeature _body = features.GetRequiredFeature<IHttpResponseBodyFeature>();

    /// <summary>Set as soon as a message is written: from then on the status is a trailer.</summary>
    public bool HasMessages { get; set; }

    /// <summary>The answer to what is not gRPC.</summary>
    public Task RefuseAsync(int httpStatus)
    {
        _response.StatusCode = httpStatus;
        return _body.CompleteAsync();
    }

    public Task EndAsync(Status status, Metadata? trailers)
    {
        var fields = Fields();
        fields[RpcHeader.Status] = ((int)status.StatusCode).ToString(CultureInfo.InvariantCulture);
        if (!string.IsNullOrEmpty(status.Detail))
        {
            fields[RpcHeader.Message] = StatusText.Encode(status.Detail);
        }

        if (status.StatusCode == StatusCode.Unimplemented)
        {
            // So that a client whose encoding is not spoken learns what is.
            fields[RpcHeader.AcceptEncoding] = RpcHeader.Identity;
        }

        RpcMetadata.Write(trailers, fields);
        return _body.CompleteAsync();
    }

    private IHeaderDictionary Fields() => HasMessages || _response.HasStarted
        ? features.GetRequiredFeature<IHttpResponseTrailersFeature>().Trailers
        : _response.Headers;
}
