namespace AwsSimulator.Cloud;

/// <summary>
/// One Auto Scaling Group. Its settable facts are what AWS answers from then on; a new <see cref="DesiredCapacity"/> or suspended process
/// makes it launch or terminate as Auto Scaling would, without the checks of SetDesiredCapacity.
/// </summary>
public sealed class SimulatedGroup : CloudObject
{
    private readonly Scaling _scaling;
    private readonly List<SimulatedInstance> _instances = [];
    private readonly List<ScalingActivity> _activities = [];
    private readonly Timeline<int> _minSize;
    private readonly Timeline<int> _maxSize;
    private readonly Timeline<int> _desired;
    private readonly Timeline<bool> _protect;
    private readonly Timeline<bool> _rebalance;
    private readonly Timeline<IReadOnlyList<string>> _suspended;
    private LaunchFailure? _launchFailure;
    private GroupSetup _setup;
    private IReadOnlyDictionary<string, string> _reasons = new Dictionary<string, string>();

    internal SimulatedGroup(CloudState cloud, Scaling scaling, GroupSettings settings, Place place)
        : base(cloud)
    {
        _scaling = scaling;
        Settings = settings;
        Arn = place.GroupArn(settings.Name);
        ServiceLinkedRoleArn =
            $"arn:aws:iam::{place.AccountId}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling";
        Zones = [.. settings.ZoneLetters.Select(letter => place.Region + letter)];
        CreatedTime = cloud.Now;
        LaunchTemplateId = ResourceId.New("lt-");
        ImageId = ResourceId.New("ami-");
        SecurityGroupId = ResourceId.New("sg-");
        SubnetId = ResourceId.New("subnet-");
        _setup = settings.Setup;
        _launchFailure = settings.LaunchFailure;
        _minSize = new Timeline<int>(cloud, settings.MinSize);
        _maxSize = new Timeline<int>(cloud, settings.MaxSize);
        _desired = new Timeline<int>(cloud, settings.DesiredCapacity);
        _protect = new Timeline<bool>(cloud, settings.NewInstancesProtectedFromScaleIn);
        _rebalance = new Timeline<bool>(cloud, settings.CapacityRebalance);
        _suspended = new Timeline<IReadOnlyList<string>>(cloud, settings.SuspendedProcesses);
    }

    /// <summary>What it was added with.</summary>
    public GroupSettings Settings { get; }

    /// <summary>The group's name.</summary>
    public string Name => Settings.Name;

    /// <summary>AWS's ARN of the group.</summary>
    public string Arn { get; }

    /// <summary>The zones that it launches in.</summary>
    public IReadOnlyList<string> Zones { get; }

    /// <summary>When it was added.</summary>
    public DateTimeOffset CreatedTime { get; }

    /// <summary>lt-…</summary>
    public string LaunchTemplateId { get; }

    /// <summary>ami-…</summary>
    public string ImageId { get; }

    /// <summary>sg-…</summary>
    public string SecurityGroupId { get; }

    /// <summary>subnet-…</summary>
    public string SubnetId { get; }

    /// <summary>What belongs to the group besides. Setting it tries at once what has failed.</summary>
    public GroupSetup Setup
    {
        get => Read(() => _setup);
        set => Write(() =>
        {
            _setup = value;
            TryAgain();
        });
    }

    /// <summary>The instances that the group lists, oldest first.</summary>
    public IReadOnlyList<SimulatedInstance> Instances => Read<IReadOnlyList<SimulatedInstance>>(() => [.. _instances]);

    /// <summary>Newest first, as DescribeScalingActivities lists them.</summary>
    public IReadOnlyList<ScalingActivity> Activities => Read<IReadOnlyList<ScalingActivity>>(() => [.. _activities]);

    /// <summary>The lower bound.</summary>
    public int MinSize { get => Read(() => _minSize.Value); set => Write(() => _minSize.Value = value); }

    /// <summary>The upper bound.</summary>
    public int MaxSize { get => Read(() => _maxSize.Value); set => Write(() => _maxSize.Value = value); }

    /// <summary>What the group scales to.</summary>
    public int DesiredCapacity
    {
        get => Read(() => _desired.Value);
        set => Write(() =>
        {
            _desired.Value = value;
            _scaling.Reconcile(this);
        });
    }

    /// <summary>Whether instances launched from now on are protected.</summary>
    public bool NewInstancesProtectedFromScaleIn { get => Read(() => _protect.Value); set => Write(() => _protect.Value = value); }

    /// <summary>Auto Scaling's capacity rebalancing.</summary>
    public bool CapacityRebalance { get => Read(() => _rebalance.Value); set => Write(() => _rebalance.Value = value); }

    /// <summary>Launch and Terminate have an effect, the others are only shown.</summary>
    public IReadOnlyList<string> SuspendedProcesses
    {
        get => Read(() => _suspended.Value);
        set => Write(() =>
        {
            _suspended.Value = value;
            _scaling.Reconcile(this);
        });
    }

    /// <summary>
    /// While set, launches fail: only activities tell. What is missing is tried again every minute. Setting it to another, or to null,
    /// tries at once.
    /// </summary>
    public LaunchFailure? LaunchFailure
    {
        get => Read(() => _launchFailure);
        set => Write(() =>
        {
            _launchFailure = value;
            TryAgain();
        });
    }

    /// <summary>
    /// Why processes are suspended, by their names; the default for each is that a user did it. AWS does it too, after a day of failed
    /// launches.
    /// </summary>
    public IReadOnlyDictionary<string, string> SuspensionReasons { get => Read(() => _reasons); set => Write(() => _reasons = value); }

    /// <summary>Puts an activity in the group's history, newest first.</summary>
    public void AddActivity(ScalingActivity activity) => Write(() => _activities.Insert(0, activity));

    /// <summary>
    /// Spot wants the instance back: its request says instance-terminated-no-capacity at once, EC2 goes on saying running until the notice
    /// is over, and then it is gone and the group replaces it.
    /// </summary>
    /// <param name="notice">AWS gives two minutes.</param>
    public void Interrupt(SimulatedInstance instance, TimeSpan notice) => Write(() => _scaling.Interrupt(instance, notice));

    /// <summary>
    /// Somebody stops the instance: its machine ends, EC2 says stopped. The group finds it Unhealthy 30 seconds later, and ends and
    /// replaces it 10 seconds after that.
    /// </summary>
    public void Stop(SimulatedInstance instance) => Write(() => _scaling.Stop(instance));

    /// <summary>Takes the instance away behind the group's back, as a Spot reclaim or a console user does; the group replaces it.</summary>
    public void Reclaim(SimulatedInstance instance) => Write(() => _scaling.TakeOut(instance, "Server.SpotInstanceTermination"));

    internal const string VpcId = "vpc-0123456789abcdef0";

    internal string ServiceLinkedRoleArn { get; }

    internal string? KeyName => Settings.KeyPairName ?? (Settings.KeyPairPublicKey is null ? null : Name);

    /// <summary>Why launches fail: as they were told to, or because what the group launches from is gone. Null: they work.</summary>
    internal LaunchFailure? Obstacle => _launchFailure
        ?? (_setup.IsLaunchTemplateGone ? LaunchFailure.NoLaunchTemplate(LaunchTemplateId) : null)
        ?? (_setup.Image is null ? LaunchFailure.NoImage(ImageId) : null);

    internal List<SimulatedInstance> InstanceList => _instances;

    /// <summary>The instances that the caller in question sees in the group.</summary>
    internal IEnumerable<SimulatedInstance> Listed =>
        Cloud.Sight == Sight.Clear
            ? _instances
            : Cloud.Instances.Values.Where(instance => instance.Group == this && instance.IsListed && !Cloud.Sight.Hides(instance));

    internal List<ScalingActivity> ActivityList => _activities;

    internal DateTimeOffset? CooldownUntil { get; set; }

    internal int Launched { get; set; }

    /// <summary>How many launches have failed and wait for their next try.</summary>
    internal int Resting { get; set; }

    internal ITimer? Retry { get; set; }

    /// <summary>Sets the desired capacity and nothing else.</summary>
    internal void SetDesired(int value) => _desired.Value = value;

    private void TryAgain()
    {
        Resting = 0;
        _scaling.Reconcile(this);
    }
}
