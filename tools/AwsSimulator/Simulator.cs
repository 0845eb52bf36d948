using AwsSimulator.Calls;
using AwsSimulator.Cloud;
using AwsSimulator.Faults;
using AwsSimulator.Signing;
using AwsSimulator.Ssh;
using AwsSimulator.Wire;
using AwsSimulator.Wire.AutoScaling;
using AwsSimulator.Wire.Ec2;
using AwsSimulator.Wire.InstanceConnect;
using AwsSimulator.Wire.Sts;

namespace AwsSimulator;

/// <summary>A small AWS on one HTTP endpoint of 127.0.0.1. Everything it started ends with it.</summary>
public sealed class Simulator : IAsyncDisposable
{
    private readonly SimulatorSettings _settings;
    private readonly CloudState _cloud;
    private readonly Scaling _scaling;
    private readonly SshMachines _machines;
    private HttpEndpoint? _endpoint;

    private Simulator(SimulatorSettings settings)
    {
        _settings = settings;
        _cloud = new CloudState(settings.TimeProvider);
        _machines = new SshMachines(settings.LoggerFactory);
        _scaling = new Scaling(_cloud, _machines);
        Calls = new CallLog(_cloud.Changed);
        Faults = new FaultList();
    }

    /// <summary>Where every service is served; plain HTTP, a port of its own.</summary>
    public Uri Endpoint => (_endpoint ?? throw new InvalidOperationException("The simulator has not started.")).Address;

    /// <summary>The region of every group.</summary>
    public string Region => _settings.Region;

    /// <summary>The account of every ARN.</summary>
    public string AccountId => _settings.AccountId;

    /// <summary>The long-lived access key.</summary>
    public string AccessKeyId => _settings.AccessKeyId;

    /// <summary>Its secret.</summary>
    public string SecretAccessKey => _settings.SecretAccessKey;

    /// <summary>The port on which the sshd of every instance listens, each on addresses of its own.</summary>
    public int SshPort => _machines.Port;

    /// <summary>What a child process needs in its environment to take the simulator for AWS.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>
    {
        ["AWS_ENDPOINT_URL"] = Endpoint.ToString().TrimEnd('/'),
        ["AWS_ACCESS_KEY_ID"] = AccessKeyId,
        ["AWS_SECRET_ACCESS_KEY"] = SecretAccessKey,
        ["AWS_REGION"] = Region,
        ["AWS_DEFAULT_REGION"] = Region,
        ["AWS_EC2_METADATA_DISABLED"] = "true",
    };

    /// <summary>Every call that reached the simulator.</summary>
    public CallLog Calls { get; }

    /// <summary>What goes wrong.</summary>
    public FaultList Faults { get; }

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
    public static async Task<Simulator> StartAsync(SimulatorSettings settings, CancellationToken cancellationToken)
    {
        var simulator = new Simulator(settings);
        try
        {
            simulator._endpoint = await HttpEndpoint.StartAsync(simulator.Wire().ServeAsync, cancellationToken).ConfigureAwait(false);
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
    /// Returns as soon as the condition is true. It is looked at again whenever a group, an instance or the list of calls changes, so it
    /// should depend on nothing else.
    /// </summary>
    public Task WaitForAsync(Func<bool> condition, CancellationToken cancellationToken) =>
        _cloud.Changed.WaitForAsync(condition, cancellationToken);

    /// <summary>Stops serving and ends every instance with all its sessions.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_endpoint is not null)
        {
            await _endpoint.DisposeAsync().ConfigureAwait(false);
        }

        await _machines.DisposeAsync().ConfigureAwait(false);
    }

    private FrontDoor Wire()
    {
        var keys = new KeyStore();
        keys.Add(new AccessKey(AccessKeyId, $"arn:aws:iam::{AccountId}:user/runner", "AIDAIOSFODNN7EXAMPLE") { Secret = SecretAccessKey });
        return new FrontDoor(
            new ServiceTable(Region, Services(_cloud), Services(new CloudState(_settings.TimeProvider))),
            new SignatureVerifier(keys, _settings.TimeProvider),
            Faults, Calls, _settings.TimeProvider, (_, _, _) => { });
    }

    private List<IAwsService> Services(CloudState cloud)
    {
        var place = new Place(Region, AccountId);
        var directory = new InstanceDirectory(cloud, _settings.Ec2Delay, _settings.TerminatedVisible);
        return
        [
            new AutoScalingService(cloud, _scaling, _settings.BatchTermination),
            new Ec2Service(cloud, directory, place),
            new InstanceConnectService(cloud, directory, new KeyDelivery(cloud, _machines), place),
            new StsService(place),
        ];
    }
}
