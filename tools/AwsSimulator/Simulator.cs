using System.Net;
using AwsSimulator.Calls;
using AwsSimulator.Cloud;
using AwsSimulator.Credentials;
using AwsSimulator.Faults;
using AwsSimulator.Iam;
using AwsSimulator.Signing;
using AwsSimulator.Ssh;
using AwsSimulator.Windows;
using AwsSimulator.Wire;
using AwsSimulator.Wire.AutoScaling;
using AwsSimulator.Wire.Ec2;
using AwsSimulator.Wire.InstanceConnect;
using AwsSimulator.Wire.Metadata;
using AwsSimulator.Wire.Sso;
using AwsSimulator.Wire.Sts;

namespace AwsSimulator;

/// <summary>A small AWS on one HTTP endpoint of 127.0.0.1. Everything it started ends with it.</summary>
public sealed class Simulator : IAsyncDisposable
{
    private readonly SimulatorSettings _settings;
    private readonly CloudState _cloud;
    private readonly Scaling _scaling;
    private readonly SshMachines _ssh;
    private readonly WinRmMachines _winRm;
    private readonly FrontDoor _door;
    private readonly Access _access = new();
    private HttpEndpoint? _endpoint;
    private HttpEndpoint? _tlsEndpoint;
    private int _disposed;

    private Simulator(SimulatorSettings settings)
    {
        _settings = settings;
        _cloud = new CloudState(settings.TimeProvider);
        Calls = new CallLog(_cloud.Changed);
        Faults = new FaultList();
        var pipeline = new CallPipeline(Faults, Calls, settings.TimeProvider, settings.LoggerFactory.CreateLogger("AwsSimulator.Calls"));
        var addresses = new AddressPool();
        _ssh = new SshMachines(addresses, settings.SshPort, settings.LoggerFactory);
        _winRm = new WinRmMachines(addresses, pipeline, settings.LoggerFactory);
        var machines = new Machines(new BareMachines(), _ssh, _winRm);
        _scaling = new Scaling(_cloud, machines);

        var keys = new KeyStore();
        keys.Add(new AccessKey(AccessKeyId, $"arn:aws:iam::{AccountId}:user/runner", "AIDAIOSFODNN7EXAMPLE") { Secret = SecretAccessKey });
        Credentials = new CredentialSources(new SessionIssuer(keys, settings.TimeProvider, AccountId));
        var place = new Place(Region, AccountId);
        IPathService[] byPath =
        [
            new MetadataService(place, Credentials, settings.TimeProvider), new ContainerService(Credentials),
            new SsoPortalService(place, Credentials), new SsoOidcService(Credentials),
        ];
        var regions = settings.OtherRegions.ToDictionary(
            region => region.Key,
            region => Services(Elsewhere(place with { Region = region.Key }, region.Value, machines), machines, place with { Region = region.Key }));
        regions[Region] = Services(_cloud, machines, place);
        var signed = new ServiceTable(regions, Region, Services(new CloudState(settings.TimeProvider), machines, place));
        _door = new FrontDoor(byPath, signed, new SignatureVerifier(keys, settings.TimeProvider), pipeline, _access);
    }

    /// <summary>Where every service is served; plain HTTP, a port of its own.</summary>
    public Uri Endpoint => (_endpoint ?? throw new InvalidOperationException("The simulator has not started.")).Address;

    /// <summary>The same over TLS, on another port; there is none without <see cref="SimulatorSettings.Certificate"/>.</summary>
    public Uri TlsEndpoint => (_tlsEndpoint ?? throw new InvalidOperationException("The simulator has no certificate.")).Address;

    /// <summary>The region of every group.</summary>
    public string Region => _settings.Region;

    /// <summary>The account of every ARN.</summary>
    public string AccountId => _settings.AccountId;

    /// <summary>The long-lived access key.</summary>
    public string AccessKeyId => _settings.AccessKeyId;

    /// <summary>Its secret.</summary>
    public string SecretAccessKey => _settings.SecretAccessKey;

    /// <summary>The port on which the sshd of every instance listens, each on addresses of its own.</summary>
    public int SshPort => _ssh.Port;

    /// <summary>The port on which every Windows instance serves WinRM over HTTP.</summary>
    public int WinRmPort => _winRm.HttpPort;

    /// <summary>The port on which every Windows instance serves WinRM over HTTPS, with a self-signed certificate.</summary>
    public int WinRmHttpsPort => _winRm.HttpsPort;

    /// <summary>What a child process needs in its environment to take the simulator for AWS, with the long-lived key.</summary>
    public IReadOnlyDictionary<string, string> Environment => new SimulatorEnvironments(this).WithLongLivedKey;

    /// <summary>The same with other sources of credentials.</summary>
    public SimulatorEnvironments Environments => new(this);

    /// <summary>Every call that reached the simulator.</summary>
    public CallLog Calls { get; }

    /// <summary>What goes wrong.</summary>
    public FaultList Faults { get; }

    /// <summary>Where temporary credentials come from: STS, IMDS, containers, SSO.</summary>
    public CredentialSources Credentials { get; }

    /// <summary>
    /// The identity-based policy of every caller, a JSON policy document (Action, Resource, and StringEquals or StringLike on resource
    /// tags). Null (the default) allows everything; STS is never held against it.
    /// </summary>
    /// <exception cref="ArgumentException">Set to a text that is no policy document.</exception>
    public string? Policy { get => _access.Json; set => _access.Json = value; }

    /// <summary>The groups, by name.</summary>
    public IReadOnlyDictionary<string, SimulatedGroup> Groups
    {
        get
        {
            lock (_cloud.Gate)
            {
                return new Dictionary<string, SimulatedGroup>(_cloud.Groups);
            }
        }
    }

    /// <summary>Starts a simulator with its groups; it serves when this returns.</summary>
    /// <exception cref="IOException">The endpoint could not be opened, or <see cref="SimulatorSettings.SshPort"/> is taken.</exception>
    public static async Task<Simulator> StartAsync(SimulatorSettings settings, CancellationToken cancellationToken)
    {
        var simulator = new Simulator(settings);
        try
        {
            simulator._endpoint = await HttpEndpoint.StartAsync(
                simulator._door.ServeAsync, new IPEndPoint(IPAddress.Loopback, 0), null, cancellationToken).ConfigureAwait(false);
            if (settings.Certificate is { } certificate)
            {
                simulator._tlsEndpoint = await HttpEndpoint.StartAsync(
                    simulator._door.ServeAsync, new IPEndPoint(IPAddress.Loopback, 0), certificate, cancellationToken).ConfigureAwait(false);
            }

            foreach (var group in settings.Groups)
            {
                simulator.AddGroup(group);
            }

            return simulator;
        }
        catch
        {
            await simulator.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Adds a group, which launches its desired capacity.</summary>
    /// <exception cref="ArgumentException">There is a group of that name.</exception>
    public SimulatedGroup AddGroup(GroupSettings settings)
    {
        var group = new SimulatedGroup(_cloud, _scaling, settings, new Place(Region, AccountId));
        lock (_cloud.Gate)
        {
            _cloud.Groups.Add(settings.Name, group);
            _scaling.Reconcile(group);
        }

        _cloud.Changed.Pulse();
        return group;
    }

    /// <summary>
    /// Deletes a group by force, with all its instances, as DeleteAutoScalingGroup with ForceDelete does. EC2 still lists them for a
    /// while. Another group of that name can be added.
    /// </summary>
    /// <exception cref="KeyNotFoundException">There is no group of that name.</exception>
    public void RemoveGroup(string name)
    {
        lock (_cloud.Gate)
        {
            _scaling.Delete(_cloud.Groups[name]);
            _cloud.Groups.Remove(name);
        }

        _cloud.Changed.Pulse();
    }

    /// <summary>
    /// Returns as soon as the condition is true. It is looked at again whenever a group, an instance or the list of calls changes, so it
    /// should depend on nothing else.
    /// </summary>
    public Task WaitForAsync(Func<bool> condition, CancellationToken cancellationToken) =>
        _cloud.Changed.WaitForAsync(condition, cancellationToken);

    /// <summary>Stops serving and ends every instance with all its sessions.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
        {
            return;
        }

        if (_endpoint is not null)
        {
            await _endpoint.DisposeAsync().ConfigureAwait(false);
        }

        if (_tlsEndpoint is not null)
        {
            await _tlsEndpoint.DisposeAsync().ConfigureAwait(false);
        }

        await _ssh.DisposeAsync().ConfigureAwait(false);
        await _winRm.DisposeAsync().ConfigureAwait(false);
    }

    private CloudState Elsewhere(Place place, IEnumerable<string> groups, IInstanceMachines machines)
    {
        var cloud = new CloudState(_settings.TimeProvider);
        var scaling = new Scaling(cloud, machines);
        foreach (var name in groups)
        {
            cloud.Groups.Add(name, new SimulatedGroup(cloud, scaling, new GroupSettings { Name = name }, place));
        }

        return cloud;
    }

    private IReadOnlyList<IAwsService> Services(CloudState cloud, IInstanceMachines machines, Place place)
    {
        var directory = new InstanceDirectory(cloud, _settings.Ec2Delay, _settings.TerminatedVisible);
        return
        [
            new AutoScalingService(cloud, _scaling, place, _settings.BatchTermination),
            new Ec2Service(cloud, directory, place),
            new InstanceConnectService(cloud, directory, new KeyDelivery(cloud, machines), place),
            new StsService(place, Credentials),
        ];
    }
}
