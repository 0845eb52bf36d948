namespace AwsSimulator.Cloud;

/// <summary>An Auto Scaling Group as it is when it is added; <see cref="SimulatedGroup"/> changes it afterwards.</summary>
public sealed record GroupSettings
{
    /// <summary>The group's name, unique in the simulator.</summary>
    public required string Name { get; init; }

    /// <summary>Default 0.</summary>
    public int MinSize { get; init; }

    /// <summary>Default 10.</summary>
    public int MaxSize { get; init; } = 10;

    /// <summary>Instances launched at once. Default 0.</summary>
    public int DesiredCapacity { get; init; }

    /// <summary>From launch to InService. With <see cref="Sshd"/>, InService also waits for sshd to listen. Default zero.</summary>
    public TimeSpan LaunchTime { get; init; }

    /// <summary>From Terminating to gone from the group. Default zero: gone at once.</summary>
    public TimeSpan TerminateTime { get; init; }

    /// <summary>Default true: how a group for fleeting should be.</summary>
    public bool NewInstancesProtectedFromScaleIn { get; init; } = true;

    /// <summary>Processes that are suspended, such as AZRebalance (the default), Launch, Terminate.</summary>
    public IReadOnlyList<string> SuspendedProcesses { get; init; } = ["AZRebalance"];

    /// <summary>Default false.</summary>
    public bool CapacityRebalance { get; init; }

    /// <summary>Seconds; SetDesiredCapacity with HonorCooldown counts them. Default 300, as AWS.</summary>
    public int DefaultCooldown { get; init; } = 300;

    /// <summary>EC2's name: x86_64 (default), arm64, i386, x86_64_mac, arm64_mac.</summary>
    public string Architecture { get; init; } = "x86_64";

    /// <summary>EC2's platform: null (default) is Linux or macOS, "windows" is Windows.</summary>
    public string? Platform { get; init; }

    /// <summary>Default t3.micro.</summary>
    public string InstanceType { get; init; } = "t3.micro";

    /// <summary>
    /// Instance types with weights, which launches take in turn: DesiredCapacity, MinSize and MaxSize then count units. Default none: each
    /// instance is of <see cref="InstanceType"/> and counts for one.
    /// </summary>
    public IReadOnlyList<(string InstanceType, int Weight)> WeightedTypes { get; init; } = [];

    /// <summary>The zone's letter is added to the region; instances take turns. Default a.</summary>
    public IReadOnlyList<string> ZoneLetters { get; init; } = ["a"];

    /// <summary>Tags of the group, which its instances get too.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>Spot instances, with a Spot request each. Default false.</summary>
    public bool Spot { get; init; }

    /// <summary>Which addresses instances get. Default <see cref="AddressKinds.PrivateAndPublic"/>.</summary>
    public AddressKinds Addresses { get; init; } = AddressKinds.PrivateAndPublic;

    /// <summary>
    /// Runs a real sshd for every Linux or macOS instance. Default true; false for tests with thousands of instances. Windows
    /// instances never have one; see <see cref="WinRm"/>.
    /// </summary>
    public bool Sshd { get; init; } = true;

    /// <summary>Serves WinRM for every Windows instance. Default true; false for tests with many instances.</summary>
    public bool WinRm { get; init; } = true;

    /// <summary>The accounts of the image, all mapped to the user who runs the simulator.</summary>
    public IReadOnlyList<string> UserNames { get; init; } = ["ec2-user", "ubuntu", "admin", "debian", "centos", "fedora", "core"];

    /// <summary>
    /// The public half of the group's key pair, in OpenSSH's one-line form. It opens every instance for ever, as a launch
    /// template's key pair does, and a Windows password is encrypted with it (then it must be RSA). Default none.
    /// </summary>
    public string? KeyPairPublicKey { get; init; }

    /// <summary>The key pair's name that DescribeInstances shows. Default the group's name when there is a key pair.</summary>
    public string? KeyPairName { get; init; }

    /// <summary>Lets every user of the image log in over SSH with this password (static credentials). Default none.</summary>
    public string? SshPassword { get; init; }

    /// <summary>Launches fail with it from the start. Default none.</summary>
    public LaunchFailure? LaunchFailure { get; init; }

    /// <summary>What belongs to the group besides. Default: a group as fleeting wants it.</summary>
    public GroupSetup Setup { get; init; } = new();

    /// <summary>Windows: from launch until GetPasswordData has something. Null: never, as a rebundled image. Default 4 minutes.</summary>
    public TimeSpan? PasswordDelay { get; init; } = TimeSpan.FromMinutes(4);
}
