using System.Net.Sockets;
using Fleeting.Errors;
using Fleeting.Protocol;
using Fleeting.Serving;
using Fleeting.Tests.Harness;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TestKit;

namespace Fleeting.Tests.Serving;

/// <summary>What only a real connection shows.</summary>
public sealed class WireTests : IAsyncDisposable
{
    private static readonly Marshaller<byte[]> _bytes = Marshallers.Create(value => value, value => value);

    private readonly LogRecorder _log = new();
    private readonly FakeGroup _group = new();
    private readonly string _socket = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
    private WebApplication? _server;
    private GrpcChannel? _channel;
    private InstanceGroupService? _service;

    public async ValueTask DisposeAsync()
    {
        _channel?.Dispose();
        await (_server?.DisposeAsync() ?? ValueTask.CompletedTask);
        _service?.Dispose();
        _log.Dispose();
    }

    [Fact]
    public async Task Suspend_PartSucceeded_CarriesThePartInTheTrailers()
    {
        await StartAsync();
        _group.Done = new InstancesResult(["i-1"], new ProviderException(ProviderErrorReason.Unavailable, "could not suspend i-2: gone"));

        var error = await Assert.ThrowsAsync<RpcException>(() => CallAsync("Suspend", [0x0a, 3, (byte)'i', (byte)'-', (byte)'1']));

        var status = Google.Rpc.Status.Parser.ParseFrom(error.Trailers.GetValueBytes("grpc-status-details-bin"));
        Assert.Equal(["i-1"], Assert.Single(status.Details).Unpack<SuspendResponse>().Succeeded);
        Assert.Equal("could not suspend i-2: gone", error.Status.Detail);
    }

    [Fact]
    public async Task Init_FromANewerHostWithFieldsUnknownHere_IsAnswered()
    {
        await StartAsync(init: false);

        // Field 99, a text.
        var answer = await CallAsync("Init", [0x9a, 0x06, 1, (byte)'x']);

        Assert.Equal("fake/1", InitResponse.Parser.ParseFrom(answer).Id);
    }

    [Fact]
    public async Task Shutdown_FromAHostOfTheFirstGeneration_NeedsNothingNew()
    {
        await StartAsync();

        Assert.Empty(await CallAsync("Shutdown", []));
        Assert.Equal("shutdown", _group.Calls[^1]);
    }

    [Fact]
    public async Task ConnectInfo_HostGivesUp_CancelsTheProviderAndIsNoErrorInTheLog()
    {
        await StartAsync();
        _group.Hangs = true;
        using var cancel = new CancellationTokenSource();
        var call = Invoke("ConnectInfo", [], cancel.Token);
        await _group.Hanging;

        await cancel.CancelAsync();

        Assert.Equal(StatusCode.Cancelled, (await Assert.ThrowsAsync<RpcException>(() => call)).StatusCode);
        await _group.Cancelled;
        await _server!.StopAsync(TestContext.Current.CancellationToken);
        Assert.Equal("Cancelled", _log.Only("CallFailed").Fields["StatusCode"]);
    }

    private async Task StartAsync(bool init = true)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton<ILoggerFactory>(_log);
        builder.Services.AddRoutingCore();
        builder.Services.AddGrpc();
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenUnixSocket(_socket, listen => listen.Protocols = HttpProtocols.Http2));
        _server = builder.Build();
        _service = new InstanceGroupService(_group, _log, TimeProvider.System);
        _server.MapGrpcService(InstanceGroup.BindService(_service));
        await _server.StartAsync(TestContext.Current.CancellationToken);
        _channel = GrpcChannel.ForAddress("http://localhost", new GrpcChannelOptions
        {
            HttpHandler = new SocketsHttpHandler
            {
                ConnectCallback = async (_, cancellationToken) =>
                {
                    var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                    await socket.ConnectAsync(new UnixDomainSocketEndPoint(_socket), cancellationToken);
                    return new NetworkStream(socket, ownsSocket: true);
                },
            },
            DisposeHttpClient = true,
        });
        if (init)
        {
            await CallAsync("Init", []);
        }
    }

    private Task<byte[]> CallAsync(string verb, byte[] request) => Invoke(verb, request, TestContext.Current.CancellationToken);

    private async Task<byte[]> Invoke(string verb, byte[] request, CancellationToken cancellationToken) =>
        await _channel!.CreateCallInvoker().AsyncUnaryCall(
            new Method<byte[], byte[]>(MethodType.Unary, "proto.InstanceGroup", verb, _bytes, _bytes),
            null,
            new CallOptions(cancellationToken: cancellationToken),
            request);
}
