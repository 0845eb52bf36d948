using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using GoPlugin.Protocol;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;

namespace GoPlugin.Tests.Harness;

/// <summary>The host's end of a plugin's socket.</summary>
internal sealed class Host : IDisposable
{
    private readonly GrpcChannel _channel;

    /// <param name="socket">The path from the handshake.</param>
    /// <param name="tls">The client's side of TLS; plain when null.</param>
    public Host(string socket, SslClientAuthenticationOptions? tls = null)
    {
        var handler = Handler(socket);
        if (tls is not null)
        {
            handler.SslOptions = tls;
        }

        _channel = GrpcChannel.ForAddress(
            tls is null ? "http://localhost" : "https://localhost",
            new GrpcChannelOptions { HttpHandler = handler, DisposeHttpClient = true, MaxReceiveMessageSize = null, MaxSendMessageSize = null });
    }

    public async Task<Text> EchoAsync(Text text) => await new Probe.ProbeClient(_channel).EchoAsync(text, Options());

    public async Task<Text> ThrowAsync() => await new Probe.ProbeClient(_channel).ThrowAsync(new Text(), Options());

    public async Task<Text> FailAsync(string text) => await new Probe.ProbeClient(_channel).FailAsync(new Text { Value = text }, Options());

    public async Task<IReadOnlyList<int>> RepeatAsync(int count)
    {
        using var call = new Probe.ProbeClient(_channel).Repeat(new Text { Value = $"{count}" }, Options());
        return await call.ResponseStream.ReadAllAsync(TestContext.Current.CancellationToken)
            .Select(text => int.Parse(text.Value, CultureInfo.InvariantCulture))
            .ToListAsync(TestContext.Current.CancellationToken);
    }

    public AsyncDuplexStreamingCall<Text, Text> Chat() => new Probe.ProbeClient(_channel).Chat(Options());

    public Task<Text> HangAsync() => HangUntilAsync(TestContext.Current.CancellationToken);

    public async Task<Text> HangUntilAsync(CancellationToken cancellationToken) =>
        await new Probe.ProbeClient(_channel).HangAsync(new Text(), cancellationToken: cancellationToken);

    public async Task<Text> StayAsync() => await new Probe.ProbeClient(_channel).StayAsync(new Text(), Options());

    public async Task ShutdownAsync() => await new GRPCController.GRPCControllerClient(_channel).ShutdownAsync(new Empty(), Options());

    public AsyncServerStreamingCall<StdioData> OpenStdio() =>
        new GRPCStdio.GRPCStdioClient(_channel).StreamStdio(new Google.Protobuf.WellKnownTypes.Empty(), Options());

    public AsyncDuplexStreamingCall<ConnInfo, ConnInfo> OpenBroker() => new GRPCBroker.GRPCBrokerClient(_channel).StartStream(Options());

    public async Task<HealthCheckResponse.Types.ServingStatus> CheckAsync(string service) =>
        (await new Health.HealthClient(_channel).CheckAsync(new HealthCheckRequest { Service = service }, Options())).Status;

    /// <summary>A call of any method with any bytes.</summary>
    public async Task<byte[]> CallAsync(string service, string method, byte[] request)
    {
        var bytes = Marshallers.Create(value => value, value => value);
        var raw = new Method<byte[], byte[]>(MethodType.Unary, service, method, bytes, bytes);
        return await _channel.CreateCallInvoker().AsyncUnaryCall(raw, null, Options(), request);
    }

    public GrpcChannel Channel => _channel;

    public void Dispose() => _channel.Dispose();

    /// <summary>Connects to the socket, whatever is asked for.</summary>
    public static SocketsHttpHandler Handler(string socket) => new()
    {
        ConnectCallback = async (_, cancellationToken) =>
        {
            var unix = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await unix.ConnectAsync(new UnixDomainSocketEndPoint(socket), cancellationToken);
            return new NetworkStream(unix, ownsSocket: true);
        },
    };

    private static CallOptions Options() => new(cancellationToken: TestContext.Current.CancellationToken);
}
