using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AwsClients.Tests;

/// <summary>An HTTP server that answers as a test says: for what no simulator would say, such as malformed answers and cut connections.</summary>
internal sealed class StubAws : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Channel<StubRequest> _arrived = Channel.CreateUnbounded<StubRequest>();
    private readonly ConcurrentDictionary<string, bool> _connections = new();

    private StubAws(WebApplication app) => _app = app;

    public string Url { get; private set; } = "";

    public int ConnectionCount => _connections.Count;

    /// <summary>Every request so far.</summary>
    public ConcurrentQueue<StubRequest> Requests { get; } = new();

    public static async Task<StubAws> StartAsync(Func<StubRequest, StubAnswer> answer, X509Certificate2? certificate = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0, listen =>
        {
            if (certificate is not null)
            {
                listen.UseHttps(certificate);
            }
        }));
        var stub = new StubAws(builder.Build());
        stub._app.Run(context => stub.AnswerAsync(context, answer));
        await stub._app.StartAsync(TestContext.Current.CancellationToken);
        stub.Url = stub._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return stub;
    }

    /// <summary>The next request that arrives, or has arrived and was not awaited.</summary>
    public Task<StubRequest> NextAsync() => _arrived.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask()
        .WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context, Func<StubRequest, StubAnswer> answer)
    {
        _connections[context.Connection.Id] = true;
        using var reader = new StreamReader(context.Request.Body);
        var request = new StubRequest(
            context.Request.Method, context.Request.Path,
            context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            await reader.ReadToEndAsync(context.RequestAborted), context.RequestAborted);
        Requests.Enqueue(request);
        var say = answer(request);
        _arrived.Writer.TryWrite(request);
        if (say.IsReset)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = say.Status;
        context.Response.ContentType = say.ContentType;
        foreach (var (name, value) in say.Headers)
        {
            context.Response.Headers[name] = value;
        }

        if (say.IsStalled)
        {
            context.Response.ContentLength = Encoding.UTF8.GetByteCount(say.Body) + 1;
        }

        await context.Response.WriteAsync(say.Body, context.RequestAborted);
        if (say.IsStalled)
        {
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        }
    }
}
