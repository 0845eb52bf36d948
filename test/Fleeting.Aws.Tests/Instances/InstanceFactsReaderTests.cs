using System.Collections.Concurrent;
using Amazon.EC2.Model;
using AwsClients.Ec2;
using Fleeting.Aws.Calls;
using Fleeting.Aws.Instances;
using Microsoft.Extensions.Time.Testing;
using TestKit;

namespace Fleeting.Aws.Tests.Instances;

public sealed class InstanceFactsReaderTests
{
    [Fact]
    public async Task Find_QuestionsCloseTogether_AreOneCallAfterAPause()
    {
        using var test = new Setup();
        var first = test.FindAsync();
        await Setup.WaitForAsync(() => test.Time.Gaps == 1);
        var second = test.FindAsync();
        test.Time.Advance(InstanceFactsReader.Gap);
        await Setup.WaitForAsync(() => test.Time.Gaps == 2);
        Assert.Empty(test.Ec2.Batches);

        test.Time.Advance(InstanceFactsReader.Gap);
        await Task.WhenAll(first, second);

        Assert.Equal([2], test.Ec2.Batches);
    }

    [Fact]
    public async Task Find_QuestionAfterAPause_IsACallOfItsOwn()
    {
        using var test = new Setup();
        for (var question = 1; question <= 2; question++)
        {
            var answer = test.FindAsync();
            await Setup.WaitForAsync(() => test.Time.Gaps == question);
            test.Time.Advance(InstanceFactsReader.Gap);
            await answer;
        }

        Assert.Equal([1, 1], test.Ec2.Batches);
    }

    [Fact]
    public async Task Find_QuestionsThatNeverPause_WaitForNoMoreThanAFewGaps()
    {
        using var test = new Setup();
        var asked = new List<Task> { test.FindAsync() };
        while (test.Ec2.Batches.IsEmpty)
        {
            Assert.InRange(asked.Count, 1, 5);
            await Setup.WaitForAsync(() => test.Time.Gaps == asked.Count);
            asked.Add(test.FindAsync());
            test.Time.Advance(InstanceFactsReader.Gap);
            await Setup.WaitForAsync(() => test.Time.Gaps == asked.Count || !test.Ec2.Batches.IsEmpty);
        }

        Assert.Equal(InstanceFactsReader.Gathering, test.Time.Passed);
        Assert.Equal([asked.Count], test.Ec2.Batches);
        await Task.WhenAll(asked);
    }

    [Fact]
    public async Task Find_AFullBatch_WaitsForNothing()
    {
        using var test = new Setup();

        await Task.WhenAll(Enumerable.Range(0, ById.BatchSize).Select(_ => test.FindAsync())).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Assert.Equal([ById.BatchSize], test.Ec2.Batches);
        Assert.Equal(TimeSpan.Zero, test.Time.Passed);
    }

    private sealed class Setup : IDisposable
    {
        private readonly LogRecorder _log = new();
        private readonly InstanceFactsReader _reader;
        private int _asked;

        public Setup()
        {
            var scope = new GroupScope("runners", "us-east-1");
            var calls = new AwsCalls(scope, _log.CreateLogger("test"), Time, CancellationToken.None);
            _reader = new InstanceFactsReader(scope, new InstanceDescriber(scope, Ec2, calls, Time), Time, CancellationToken.None);
        }

        public GapTime Time { get; } = new();

        public CountingEc2 Ec2 { get; } = new();

        /// <summary>Asks about an instance that nobody has asked about yet.</summary>
        public Task<InstanceFacts?> FindAsync() =>
            _reader.FindAsync($"i-{_asked++:x17}", new Patience(TimeSpan.FromMinutes(1), Time), TestContext.Current.CancellationToken);

        public static async Task WaitForAsync(Func<bool> condition)
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            limit.CancelAfter(TimeSpan.FromSeconds(30));
            while (!condition())
            {
                await Task.Delay(TimeSpan.FromMilliseconds(1), limit.Token);
            }
        }

        public void Dispose() => _log.Dispose();
    }

    /// <summary>Counts how often somebody began to wait for a gap.</summary>
    private sealed class GapTime : FakeTimeProvider
    {
        private readonly DateTimeOffset _began = DateTimeOffset.UnixEpoch;
        private int _gaps;

        public GapTime()
            : base(DateTimeOffset.UnixEpoch)
        {
        }

        public int Gaps => Volatile.Read(ref _gaps);

        public TimeSpan Passed => GetUtcNow() - _began;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            if (dueTime == InstanceFactsReader.Gap)
            {
                Interlocked.Increment(ref _gaps);
            }

            return timer;
        }
    }

    /// <summary>An EC2 that knows every instance, and how many each call asked about.</summary>
    private sealed class CountingEc2 : IEc2
    {
        public ConcurrentQueue<int> Batches { get; } = new();

        public Task<DescribeInstancesResponse> DescribeInstancesAsync(DescribeInstancesRequest request, CancellationToken cancellationToken)
        {
            Batches.Enqueue(request.InstanceIds.Count);
            return Task.FromResult(new DescribeInstancesResponse
            {
                Reservations = [new Reservation { Instances = [.. request.InstanceIds.Select(id => new Amazon.EC2.Model.Instance { InstanceId = id })] }],
            });
        }

        public Task<DescribeSpotInstanceRequestsResponse> DescribeSpotInstanceRequestsAsync(
            DescribeSpotInstanceRequestsRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<GetPasswordDataResponse> GetPasswordDataAsync(GetPasswordDataRequest request, CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }
}
