namespace Fleeting.Tests.Harness;

/// <summary>A provider that answers what a test tells it to, and notes what it was asked.</summary>
internal sealed class FakeGroup : IInstanceGroup
{
    private readonly TaskCompletionSource _hanging = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The calls so far, for example <c>decrease i-1,i-2</c>.</summary>
    public List<string> Calls { get; } = [];

    /// <summary>When set, every call ends with it.</summary>
    public Func<CancellationToken, Exception>? Failure { get; set; }

    /// <summary>When true, every call waits until it is cancelled.</summary>
    public bool Hangs { get; set; }

    /// <summary>When set, a call that was cancelled still takes until it completes.</summary>
    public Task Lingering { get; set; } = Task.CompletedTask;

    /// <summary>Completes when a call hangs.</summary>
    public Task Hanging => _hanging.Task;

    /// <summary>Completes when a call that hung was cancelled.</summary>
    public Task Cancelled => _cancelled.Task;

    public GroupSettings? Settings { get; private set; }

    public IReadOnlyList<Instance> Instances { get; set; } = [];

    public IncreaseResult Increased { get; set; } = new(0);

    public InstancesResult Done { get; set; } = new([]);

    public ConnectInfo Connect { get; set; } = new(new ConnectorConfig(), "10.0.0.1", "", null);

    public Task<ProviderInfo> InitAsync(GroupSettings settings, CancellationToken cancellationToken)
    {
        Settings = settings;
        var info = new ProviderInfo { Id = "fake/1", MaxSize = 7, Version = "1.2.3", BuildInfo = "sha=abc", Capabilities = ["suspend_resume"] };
        return AnswerAsync("init", info, cancellationToken);
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

    public Task ShutdownAsync(CancellationToken cancellationToken)
    {
        Hangs = false;
        return AnswerAsync("shutdown", true, cancellationToken);
    }

    private async Task<T> AnswerAsync<T>(string call, T answer, CancellationToken cancellationToken)
    {
        Calls.Add(call);
        if (Hangs)
        {
            await HangAsync(cancellationToken);
        }

        return Failure is null ? answer : throw Failure(cancellationToken);
    }

    private async Task HangAsync(CancellationToken cancellationToken)
    {
        _hanging.TrySetResult();
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        }
        finally
        {
            _cancelled.TrySetResult();
            await Lingering;
            Calls.Add("ended");
        }
    }
}
