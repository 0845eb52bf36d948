using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AwsSimulator.Cloud;
using AwsSimulator.Logging;
using AwsSimulator.Wire;
using Microsoft.Extensions.Logging;

namespace AwsSimulator.Windows;

/// <summary>A WinRM endpoint, over HTTP and over HTTPS, for every Windows instance.</summary>
internal sealed class WinRmMachines(AddressPool addresses, CallPipeline pipeline, ILoggerFactory loggers)
    : IInstanceMachines, IAsyncDisposable
{
    private readonly ILogger _logger = loggers.CreateLogger("AwsSimulator.WinRm");
    private readonly PortReservation _http = new();
    private readonly PortReservation _https = new();
    private readonly Lazy<X509Certificate2> _certificate = new(SelfSigned);
    private readonly ConcurrentDictionary<string, Task<List<HttpEndpoint>>> _endpoints = new();
    private readonly ConcurrentBag<Task> _ending = [];
    private readonly CancellationTokenSource _stopping = new();

    public int HttpPort => _http.Port;

    public int HttpsPort => _https.Port;

    public void Start(SimulatedInstance instance, Action<string?> started)
    {
        var listen = addresses.Assign(instance).Listen.Select(IPAddress.Parse).ToList();
        _endpoints[instance.Id] = Task.Run(() => StartAsync(instance, listen, started));
    }

    public void Stop(SimulatedInstance instance)
    {
        if (_endpoints.TryRemove(instance.Id, out var endpoints))
        {
            _ending.Add(EndAsync(endpoints));
        }
    }

    public void KeysChanged(SimulatedInstance instance, IReadOnlyList<DeliveredKey> keys)
    {
        // Windows takes no SSH keys.
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll([.. _ending, .. _endpoints.Values.Select(EndAsync)]).ConfigureAwait(false);
        _http.Dispose();
        _https.Dispose();
        _stopping.Dispose();
        if (_certificate.IsValueCreated)
        {
            _certificate.Value.Dispose();
        }
    }

    private async Task<List<HttpEndpoint>> StartAsync(SimulatedInstance instance, List<IPAddress> listen, Action<string?> started)
    {
        List<HttpEndpoint> endpoints = [];
        string? failure = null;
        try
        {
            var wsman = new WsmanEndpoint(instance, pipeline);
            foreach (var address in listen)
            {
                endpoints.Add(await HttpEndpoint.StartAsync(
                    wsman.ServeAsync, new IPEndPoint(address, HttpPort), null, _stopping.Token).ConfigureAwait(false));
                endpoints.Add(await HttpEndpoint.StartAsync(
                    wsman.ServeAsync, new IPEndPoint(address, HttpsPort), _certificate.Value, _stopping.Token).ConfigureAwait(false));
            }
        }
        catch (IOException cause)
        {
            failure = $"could not start WinRM: {cause.Message}";
            Log.MachineFailed(_logger, instance.Id, failure);
        }
        catch (OperationCanceledException)
        {
            failure = "The instance was stopped while it started.";
        }

        started(failure);
        return endpoints;
    }

    private static async Task EndAsync(Task<List<HttpEndpoint>> endpoints)
    {
        foreach (var endpoint in await endpoints.ConfigureAwait(false))
        {
            await endpoint.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=windows", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return request.CreateSelfSigned(DateTimeOffset.UnixEpoch.AddYears(50), DateTimeOffset.UnixEpoch.AddYears(100));
    }
}
