using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace GoPlugin.Services;

/// <summary>
/// The last net under the services: an exception that none of them turned into a status would reach the user as gRPC's "Exception was
/// thrown by handler.", which helps nobody. The exception itself is in the log by then.
/// </summary>
internal sealed class UntranslatedErrors(RequestDelegate next)
{
    private const string Untranslated = "Exception was thrown by handler.";
    private const string Internal = "13";

    public async Task InvokeAsync(HttpContext context)
    {
        await next(context).ConfigureAwait(false);
        Translate(context.Response.Headers, context.Request.Path);
        if (context.Features.Get<IHttpResponseTrailersFeature>() is { } trailers && !trailers.Trailers.IsReadOnly)
        {
            Translate(trailers.Trailers, context.Request.Path);
        }
    }

    private static void Translate(IHeaderDictionary headers, string method)
    {
        if (headers.TryGetValue("grpc-message", out var message) &&
            message.ToString().StartsWith(Untranslated, StringComparison.Ordinal))
        {
            headers["grpc-status"] = Internal;
            headers["grpc-message"] = new StringValues(
                $"could not answer {method}: the plugin has a bug, or the request was malformed; " +
                "the plugin's log has the exception: report it with the plugin's version");
        }
    }
}
