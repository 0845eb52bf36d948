using Grpc.Core;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GoPlugin.Rpc;

/// <summary>
/// gRPC on HTTP/2 (https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md): finds the method of a request, serves the call and ends
/// it with a status, whatever happens.
/// </summary>
/// <param name="methods">What can be called, by its path.</param>
/// <param name="time">Measures deadlines.</param>
/// <param name="bug">Told of a call, by its path, that ended with an exception which no service turned into a status.</param>
internal sealed class RpcApplication(IReadOnlyDictionary<string, RpcMethod> methods, TimeProvider time, Action<string, Exception> bug)
    : IHttpApplication<IFeatureCollection>
{
    private readonly RequestMemory _memory = new();

    public IFeatureCollection CreateContext(IFeatureCollection contextFeatures) => contextFeatures;

    public void DisposeContext(IFeatureCollection context, Exception? exception)
    {
    }

    public async Task ProcessRequestAsync(IFeatureCollection context)
    {
        var request = context.GetRequiredFeature<IHttpRequestFeature>();
        var response = new ResponseEnd(context);
        if (Refusal(request) is { } refusal)
        {
            await response.RefuseAsync(refusal).ConfigureAwait(false);
            return;
        }

        context.GetRequiredFeature<IHttpResponseFeature>().Headers.ContentType = RpcHeader.ContentType;
        if (!methods.TryGetValue(request.Path, out var method))
        {
            await response.EndAsync(new Status(StatusCode.Unimplemented, $"there is no method {request.Path}"), null).ConfigureAwait(false);
            return;
        }

        if (!RpcTimeout.TryParse(request.Headers[RpcHeader.Timeout], out var timeout))
        {
            await response.EndAsync(new Status(StatusCode.Internal, $"malformed {RpcHeader.Timeout}"), null).ConfigureAwait(false);
            return;
        }

        using var call = new RpcCall(context, request, response, _memory, timeout, time);
        var status = await ServeAsync(method, call).ConfigureAwait(false);
        await response.EndAsync(status, call.ResponseTrailers).ConfigureAwait(false);
    }

    private static int? Refusal(IHttpRequestFeature request) =>
        request.Method != HttpMethods.Post ? StatusCodes.Status405MethodNotAllowed
        : !RpcHeader.IsGrpc(request.Headers.ContentType) ? StatusCodes.Status415UnsupportedMediaType
        : null;

    private async Task<Status> ServeAsync(RpcMethod method, RpcCall call)
    {
        try
        {
            await method(call).ConfigureAwait(false);
            return call.Status;
        }
        catch (RpcException e)
        {
            foreach (var trailer in e.Trailers)
            {
                call.ResponseTrailers.Add(trailer);
            }

            return e.Status;
        }
        catch (Exception) when (call.IsOver)
        {
            // What a service makes of a cancelled call is its own affair: nobody waits for it.
            return call.OverStatus;
        }
        catch (Exception e)
        {
            bug(call.Method, e);
            return new Status(
                StatusCode.Internal,
                $"could not answer {call.Method}: the plugin has a bug, or the request was malformed; " +
                "the plugin's log has the exception: report it with the plugin's version");
        }
    }
}
