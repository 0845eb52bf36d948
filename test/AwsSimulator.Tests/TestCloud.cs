using AwsSimulator.Cloud;
using Microsoft.Extensions.Time.Testing;
using TestKit;

namespace AwsSimulator.Tests;

/// <summary>A simulator with one group "runners", a clock that tests move, a caller with its key, and a log that must stay clean.</summary>
internal sealed class TestCloud : IAsyncDisposable
{
    private TestCloud(Simulator simulator, FakeTimeProvider time, LogRecorder log)
    {
        Simulator = simulator;
        Time = time;
        Log = log;
        Caller = new AwsCaller(simulator.Endpoint, simulator.Region, simulator.AccessKeyId, simulator.SecretAccessKey);
    }

    public Simulator Simulator { get; }

    public FakeTimeProvider Time { get; }

    public LogRecorder Log { get; }

    public AwsCaller Caller { get; }

    public SimulatedGroup Group => Simulator.Groups["runners"];

    public SimulatedInstance First => Group.Instances[0];

    /// <summary>The test's token, and at most a minute: what never comes fails its test instead of stopping all others.</summary>
    public static CancellationToken Cancellation => CancellationTokenSource
        .CreateLinkedTokenSource(TestContext.Current.CancellationToken, new CancellationTokenSource(TimeSpan.FromMinutes(1)).Token).Token;

    /// <param name="group">Without an sshd and with MaxSize 5, unless changed here.</param>
    public static async Task<TestCloud> StartAsync(
        Func<GroupSettings, GroupSettings>? group = null, Func<SimulatorSettings, SimulatorSettings>? simulator = null)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 8, 0, 0, TimeSpan.Zero));
        var log = new LogRecorder();
        var runners = new GroupSettings { Name = "runners", MaxSize = 5, Sshd = false };
        var settings = new SimulatorSettings { Groups = [group?.Invoke(runners) ?? runners], TimeProvider = time, LoggerFactory = log };
        return new TestCloud(await Simulator.StartAsync(simulator?.Invoke(settings) ?? settings, Cancellation), time, log);
    }

    public Task<WireReply> AutoScalingAsync(string action, params (string Name, string Value)[] parameters) =>
        Caller.QueryAsync("autoscaling", "2011-01-01", action, parameters);

    public Task<WireReply> Ec2Async(string action, params (string Name, string Value)[] parameters) =>
        Caller.QueryAsync("ec2", "2016-11-15", action, parameters);

    public Task<WireReply> StsAsync(string action, params (string Name, string Value)[] parameters) =>
        Caller.QueryAsync("sts", "2011-06-15", action, parameters);

    public Task<WireReply> SendKeyAsync(string instanceId, string user, string publicKey, string? zone = null) =>
        Caller.SendKeyAsync(instanceId, user, publicKey, zone);

    public async ValueTask DisposeAsync()
    {
        await Simulator.DisposeAsync();
        Log.Dispose();
    }
}
