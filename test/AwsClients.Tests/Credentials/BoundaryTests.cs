using Amazon.Runtime;
using AwsClients.Credentials;
using AwsClients.Session;
using AwsClients.Transport;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace AwsClients.Tests.Credentials;

/// <summary>What leaves a session when a source of credentials fails, in whatever way.</summary>
public sealed class BoundaryTests
{
    public static TheoryData<string> Failures => [.. _failures.Keys];

    private static readonly Dictionary<string, Exception> _failures = new Exception[]
    {
        new InvalidOperationException("x"), new AmazonClientException("x"), new AmazonServiceException("x"), new HttpRequestException("x"),
        new IOException("x"), new AggregateException("x"), new ArgumentNullException("x"),
        new TaskCanceledException("x"), new TimeoutException("x"), new ProcessAWSCredentialException("x"), new TypeInitializationException("x", null),
    }.ToDictionary(e => e.GetType().Name);

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task GetAsync_SourceThrows_IsOneKindOfException(string name)
    {
        var failure = _failures[name];
        var credentials = Credentials(new StubSource((_, _) => throw failure));

        var error = await Assert.ThrowsAsync<AwsSessionException>(() => credentials.GetAsync(TestContext.Current.CancellationToken));

        Assert.Equal(AwsSessionErrorReason.CredentialsUnavailable, error.Reason);
        Assert.StartsWith("could not get AWS credentials from here: ", error.Message, StringComparison.Ordinal);
        Assert.Same(failure, error.InnerException);
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task RenewAsync_SourceThrows_IsOneKindOfException(string name)
    {
        var credentials = Credentials(new StubSource((_, _) => throw _failures[name]));

        await Assert.ThrowsAsync<AwsSessionException>(
            () => credentials.RenewAsync(new ImmutableCredentials("a", "b", "c"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task GetAsync_SourceSaysNo_IsRefusedForGood()
    {
        var credentials = Credentials(new StubSource((_, _) => throw new SourceException("no", mayPass: false)));

        var error = await Assert.ThrowsAsync<AwsSessionException>(() => credentials.GetAsync(TestContext.Current.CancellationToken));

        Assert.Equal((AwsSessionErrorReason.CredentialsRefused, false), (error.Reason, error.MayPass));
        Assert.Equal("could not get AWS credentials from here: no", error.Message);
    }

    [Fact]
    public async Task GetAsync_CallerLeaves_EndsAtOnceAndTheFetchServesTheNext()
    {
        var come = new TaskCompletionSource<TemporaryCredentials>();
        var source = new StubSource((_, _) => come.Task);
        var credentials = Credentials(source);
        using var caller = new CancellationTokenSource();
        var left = credentials.GetAsync(caller.Token);

        await caller.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);

        var next = credentials.GetAsync(TestContext.Current.CancellationToken);
        come.SetResult(new TemporaryCredentials("id", "secret", "token", null));
        Assert.Equal("id", (await next).AccessKey);
        Assert.Equal(1, source.Fetches);
    }

    [Fact]
    public async Task GetAsync_SourceIgnoresItsToken_IsGivenUpAfterTheLimitAndAskedAnew()
    {
        var time = new FakeTimeProvider();
        var source = new StubSource((fetch, _) => fetch == 1
            ? new TaskCompletionSource<TemporaryCredentials>().Task
            : Task.FromResult(new TemporaryCredentials("id", "secret", "token", null)));
        var credentials = Credentials(source, time);
        var first = credentials.GetAsync(TestContext.Current.CancellationToken);
        await AdvanceUntilEnded(first, time);

        var error = await Assert.ThrowsAsync<AwsSessionException>(() => first);
        Assert.Equal("could not get AWS credentials from here: stub did not answer within 60 s; check the stub", error.Message);
        Assert.Equal("id", (await credentials.GetAsync(TestContext.Current.CancellationToken)).AccessKey);
    }

    // The fetch begins on a thread of its own: its timer may not be there yet.
    private static async Task AdvanceUntilEnded(Task task, FakeTimeProvider time)
    {
        while (!task.IsCompleted)
        {
            time.Advance(RenewedKeys.FetchLimit);
            await Task.Yield();
        }
    }

    private static SessionCredentials Credentials(ICredentialSource source, TimeProvider? time = null) => new(new FoundCredentials(
        "here", new RenewedKeys(source, time ?? new FakeTimeProvider(), NullLogger.Instance, TestContext.Current.CancellationToken)));
}
