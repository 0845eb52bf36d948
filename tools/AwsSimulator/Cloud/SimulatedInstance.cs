namespace AwsSimulator.Cloud;

/// <summary>
/// One EC2 instance of a group. The settable facts are what AWS answers from then on; setting them moves nothing else (setting
/// <see cref="LifecycleState"/> to Terminating kills no sshd).
/// </summary>
public sealed class SimulatedInstance : CloudObject
{
    private readonly Timeline<string> _lifecycleState;
    private readonly Timeline<string> _healthStatus;
    private readonly Timeline<string> _ec2State;
    private string _architecture;
    private string? _platform;
    private string? _privateIp;
    private string? _publicIp;
    private string? _ipv6;
    private readonly Timeline<bool> _protected;
    private readonly Timeline<string?> _spotStatus;
    private readonly Timeline<string?> _stateReason;
    private bool _unavailable;

    internal SimulatedInstance(CloudState cloud, SimulatedGroup group, InstanceFacts facts)
        : base(cloud)
    {
        Group = group;
        Id = facts.Id;
        InstanceType = facts.InstanceType;
        Weight = facts.Weight;
        AvailabilityZone = facts.AvailabilityZone;
        LaunchedAt = facts.LaunchedAt;
        SpotRequestId = facts.SpotRequestId;
        ReservationId = facts.ReservationId;
        Password = facts.Platform == "windows"
            ? new WindowsPassword(group.Settings.KeyPairPublicKey, facts.LaunchedAt + group.Settings.PasswordDelay)
            : null;
        _architecture = facts.Architecture;
        _platform = facts.Platform;
        _lifecycleState = new Timeline<string>(cloud, LifecycleStates.Pending);
        _healthStatus = new Timeline<string>(cloud, "Healthy");
        _ec2State = new Timeline<string>(cloud, "pending");
        _stateReason = new Timeline<string?>(cloud, null);
        _protected = new Timeline<bool>(cloud, facts.ProtectedFromScaleIn);
        _spotStatus = new Timeline<string?>(cloud, facts.SpotRequestId is null ? null : "fulfilled");
    }

    /// <summary>The group that launched it.</summary>
    public SimulatedGroup Group { get; }

    /// <summary>i- and seventeen hex digits.</summary>
    public string Id { get; }

    /// <summary>EC2's instance type.</summary>
    public string InstanceType { get; }

    /// <summary>The units of DesiredCapacity that it counts for.</summary>
    public int Weight { get; }

    /// <summary>Such as us-east-1a.</summary>
    public string AvailabilityZone { get; }

    /// <summary>When it was launched, on the simulator's clock.</summary>
    public DateTimeOffset LaunchedAt { get; }

    /// <summary>sir-…; null for an On-Demand instance.</summary>
    public string? SpotRequestId { get; }

    /// <summary>Auto Scaling's lifecycle state.</summary>
    public string LifecycleState { get => Read(() => _lifecycleState.Value); set => Write(() => _lifecycleState.Value = value); }

    /// <summary>Auto Scaling's health: Healthy or Unhealthy.</summary>
    public string HealthStatus { get => Read(() => _healthStatus.Value); set => Write(() => _healthStatus.Value = value); }

    /// <summary>EC2's state name: pending, running, stopping, stopped, shutting-down, terminated.</summary>
    public string Ec2State { get => Read(() => _ec2State.Value); set => Write(() => _ec2State.Value = value); }

    /// <summary>EC2's architecture.</summary>
    public string Architecture { get => Read(() => _architecture); set => Write(() => _architecture = value); }

    /// <summary>EC2's platform: "windows", or null.</summary>
    public string? Platform { get => Read(() => _platform); set => Write(() => _platform = value); }

    /// <summary>Null: none.</summary>
    public string? PrivateIpAddress { get => Read(() => _privateIp); set => Write(() => _privateIp = value); }

    /// <summary>Null: none.</summary>
    public string? PublicIpAddress { get => Read(() => _publicIp); set => Write(() => _publicIp = value); }

    /// <summary>The primary IPv6 address; null: none.</summary>
    public string? Ipv6Address { get => Read(() => _ipv6); set => Write(() => _ipv6 = value); }

    /// <summary>Auto Scaling's scale-in protection.</summary>
    public bool ProtectedFromScaleIn { get => Read(() => _protected.Value); set => Write(() => _protected.Value = value); }

    /// <summary>The Spot request's status code, such as fulfilled, marked-for-termination; null for an On-Demand instance.</summary>
    public string? SpotStatus { get => Read(() => _spotStatus.Value); set => Write(() => _spotStatus.Value = value); }

    /// <summary>EC2's code for why it ended, such as Server.SpotInstanceTermination; null while it lives.</summary>
    public string? StateReason { get => Read(() => _stateReason.Value); set => Write(() => _stateReason.Value = value); }

    /// <summary>Makes Instance Connect answer EC2InstanceUnavailableException.</summary>
    public bool InstanceConnectUnavailable { get => Read(() => _unavailable); set => Write(() => _unavailable = value); }

    /// <summary>The group's tags and those that Auto Scaling adds.</summary>
    public IReadOnlyDictionary<string, string> Tags => new Dictionary<string, string>(Group.Settings.Tags)
    {
        ["aws:autoscaling:groupName"] = Group.Name,
        ["aws:ec2launchtemplate:id"] = Group.LaunchTemplateId,
        ["aws:ec2launchtemplate:version"] = "1",
    };

    /// <summary>Windows: the Administrator's password, whether EC2 shows it yet or not. Null for other systems.</summary>
    public string? AdministratorPassword => Password?.Text;

    internal WindowsPassword? Password { get; }

    /// <summary>Windows sets its password now, and not by <see cref="GroupSettings.PasswordDelay"/>.</summary>
    public void SetPassword() => Password?.Set();

    internal string ReservationId { get; }

    internal DateTimeOffset? TerminatedAt { get; set; }

    /// <summary>Whether the caller in question sees it in its group: it was launched, and not gone, at the time that he sees.</summary>
    internal bool IsListed => LaunchedAt <= Cloud.Now && (TerminatedAt is not { } gone || gone > Cloud.Now);

    internal bool LaunchTimeOver { get; set; }

    internal bool Ready { get; set; }

    /// <summary>Why it will never be in service; null when it will.</summary>
    internal string? Doom { get; set; }

    internal ITimer? Timer { get; set; }

    internal KeyRing Keys { get; } = new();
}
