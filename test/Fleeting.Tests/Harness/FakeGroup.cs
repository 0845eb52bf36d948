namespace Fleeting.Tests.Harness;

/// <summary>A provider that answers what a test tells it to, and notes what it was asked.</summary>
internal sealed class FakeGroup : IInstanceGroup
{
    /// <summary>The calls so far, for example <c>decrease i-1,i-2</c>.</summary>
    public List<string> Calls { get; } = [];

    /// <summary>When set, every call ends with it.</summary>
    public Func<CancellationToken, Exception>? Failure { get; set; }

    public GroupSettings? Settings { get; private set; }

    public IReadOnlyList<Instance> Instances { get; set; } = [];

    public IncreaseResult Increased { get; set; } = new(0);

    public InstancesResult Done { get; set; } = new([]);

    public ConnectInfo Connect { get; set; } = new(new ConnectorConfig(), "10.0.0.1", "", null);

    public Task<ProviderInfo> InitAsync(GroupSettings settings, CancellationToken cancellationToken)
    {
        Settings = settings;
        return AnswerAsync(
            "init", new ProviderInfo { Id = "fake/1", MaxSize = 7, Version = "1.2.3", BuildInfo = "sha=abc", Capabilities = ["suspend_resume"] }, cancellationToken);
    }

    public Task<IReadOnlyList<Instance>> UpdateAsync(CancellationToken cancellationToken) => AnswerAsync("update", Instances, cancellationToken);

    public Task<IncreaseResult> IncreaseAsync(int count, CancellationToken cancellationToken) =>
        AnswerAsync($"increase {count}", Increased, cancellationToken);

    public Task<InstancesResult> DecreaseAsync(IReadOnlyList<string> instanceIds, CancellationToken cancellationToken) =>
        AnswerAsync($"decrease {string.Join(',', instanceIds)}", Done, cancellationToken);

    public Task<ConnectInfo> ConnectInfoAsync(string instanceId, CancellationToken cancellationToken) =>
        AnswerAsync($"connect {instanceId}", Connect, cancellationToken);

    public Task HeartbeatAsync(string instanceId, CancellationToken cancellationToken) =>
        AnswerAsync($"heartbeat {instanceId}", true, cancellationToken);

    public Task<InstancesResult> SuspendAsync(IReadOnlyList<string> instanceIds, CancellationToken cancellationToken) =>
        AnswerAsync($"suspend {string.Join(',', instanceIds)}", Done, cancellationToken);

    public Task<InstancesResult> ResumeAsync(IReadOnlyList<string> instanceIds, CancellationToken cancellationToken) =>
        AnswerAsync($"resume {string.Join(',', instanceIds)}", Done, cancellationToken);

    public Task ShutdownAsync(CancellationToken cancellationToken) => AnswerAsync("shutdown", true, cancellationToken);

    private Task<T> AnswerAsync<T>(string call, T answer, CancellationToken cancellationToken)
    {
        Calls.Add(call);
        return Failure is null ? Task.FromResult(answer) : Task.FromException<T>(Failure(cancellationToken));
    }
}
