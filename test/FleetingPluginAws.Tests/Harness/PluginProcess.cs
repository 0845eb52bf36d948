using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using Fleeting.Protocol;
using Google.Protobuf.Reflection;
using GoPlugin.Protocol;
using Grpc.Core;
using Grpc.Net.Client;
using Empty = GoPlugin.Protocol.Empty;

namespace FleetingPluginAws.Tests.Harness;

/// <summary>The program itself, as a child of the test.</summary>
internal sealed class PluginProcess : IAsyncDisposable
{
    public const string Cookie = "FLEETING_INSTANCE_GROUP_PLUGIN=4c6410b1-cb78-4962-8c76-ab936d0ea908";

    private readonly Process _process;
    private readonly StringBuilder _stderr = new();
    private string? _socket;
    private GrpcChannel? _channel;

    private PluginProcess(Process process) => _process = process;

    /// <summary>The program beside the tests; the build copies it there.</summary>
    public static string Executable { get; } = Path.Combine(AppContext.BaseDirectory, "fleeting-plugin-aws");

    public int Id => _process.Id;

    /// <param name="arguments">The command line.</param>
    /// <param name="environment"><c>NAME=value</c> each, on top of the test's own.</param>
    /// <param name="directory">The working folder; the test's own when null.</param>
    public static PluginProcess Start(string[] arguments, string[] environment, string? directory = null)
    {
        var start = new ProcessStartInfo(Executable, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = directory ?? "",
        };
        foreach (var variable in environment)
        {
            var equals = variable.IndexOf('=', StringComparison.Ordinal);
            start.Environment[variable[..equals]] = variable[(equals + 1)..];
        }

        return new PluginProcess(Process.Start(start)!);
    }

    /// <summary>Starts it as a host does and connects to it.</summary>
    public static async Task<PluginProcess> ServeAsync(string[]? environment = null, string? directory = null)
    {
        var plugin = Start([], [Cookie, .. environment ?? []], directory);
        var handshake = await plugin._process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        Assert.Matches(@"^1\|0\|unix\|/[^|]+/plugin[0-9a-f]+\|grpc\|$", handshake);
        plugin._socket = handshake!.Split('|')[3];
        plugin._channel = Connect(plugin._socket);
        return plugin;
    }

    /// <summary>Waits for the end; the exit code and what was printed (after the handshake).</summary>
    public async Task<(int ExitCode, string Stdout, string Stderr)> EndAsync()
    {
        var stdout = await _process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        _stderr.Append(await _process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (_process.ExitCode, stdout, _stderr.ToString());
    }

    /// <summary>Returns when it has logged a line with this text; fails when it ends without, or after a minute.</summary>
    public async Task LoggedAsync(string text)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(1));
        string? line;
        do
        {
            line = await _process.StandardError.ReadLineAsync(limit.Token);
            Assert.True(line is not null, $"'{text}' is not in:\n{_stderr}");
            _stderr.AppendLine(line);
        }
        while (!line.Contains(text, StringComparison.Ordinal));
    }

    public async Task<InitResponse> InitAsync(string config) => await new InstanceGroup.InstanceGroupClient(_channel).InitAsync(
        new InitRequest { Config = Google.Protobuf.ByteString.CopyFromUtf8(config) }, Options());

    /// <summary>Calls a method of the contract with an empty message; how it ended.</summary>
    public async Task<Status> CallAsync(MethodDescriptor method)
    {
        var bytes = Marshallers.Create(value => value, value => value);
        var type = method.IsServerStreaming ? MethodType.ServerStreaming : MethodType.Unary;
        var call = new Method<byte[], byte[]>(type, method.Service.FullName, method.Name, bytes, bytes);
        try
        {
            if (method.IsServerStreaming)
            {
                using var stream = _channel!.CreateCallInvoker().AsyncServerStreamingCall(call, null, Options(), []);
                await stream.ResponseStream.MoveNext(TestContext.Current.CancellationToken);
            }
            else
            {
                await _channel!.CreateCallInvoker().AsyncUnaryCall(call, null, Options(), []);
            }

            return Status.DefaultSuccess;
        }
        catch (RpcException e)
        {
            return e.Status;
        }
    }

    public async Task ShutdownAsync() => await new GRPCController.GRPCControllerClient(_channel).ShutdownAsync(new Empty(), Options());

    /// <summary>Closes the host's connection.</summary>
    public void Disconnect() => _channel?.Dispose();

    /// <summary>Sends a signal by the name that <c>kill</c> has for it.</summary>
    public async Task SignalAsync(string name)
    {
        using var kill = Process.Start("sh", ["-c", $"kill -{name} {Id}"]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, kill.ExitCode);
    }

    public async ValueTask DisposeAsync()
    {
        _channel?.Dispose();
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        if (_socket is not null)
        {
            // A plugin that had to be killed could not.
            File.Delete(_socket);
        }
    }

    private static GrpcChannel Connect(string socket) => GrpcChannel.ForAddress("http://localhost", new GrpcChannelOptions
    {
        HttpHandler = new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancellationToken) =>
            {
                var unix = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await unix.ConnectAsync(new UnixDomainSocketEndPoint(socket), cancellationToken);
                return new NetworkStream(unix, ownsSocket: true);
            },
        },
        DisposeHttpClient = true,
    });

    private static CallOptions Options() => new(cancellationToken: TestContext.Current.CancellationToken);
}
