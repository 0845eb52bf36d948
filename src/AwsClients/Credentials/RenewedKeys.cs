using Amazon.Runtime;
using AwsClients.Logging;
using AwsClients.Transport;
using Microsoft.Extensions.Logging;

namespace AwsClients.Credentials;

/// <summary>
/// Keys of a source, fetched by one call for all. Shortly before their end they are renewed in the background while calls go on with the
/// old ones; only when those are over as well does a call wait. A fetch that fails or hangs is over for good: the next one starts anew.
/// </summary>
internal sealed class RenewedKeys(ICredentialSource source, TimeProvider time, ILogger log, CancellationToken closing) : SessionKeys
{
    /// <summary>How long a fetch may take. AWS's other SDKs allow a credential_process as much.</summary>
    public static readonly TimeSpan FetchLimit = TimeSpan.FromSeconds(60);

    /// <summary>How long after a failed renewal the next one may begin, while the old keys can still be used.</summary>
    public static readonly TimeSpan RenewalPause = TimeSpan.FromSeconds(30);

    // AWS refuses keys that are younger: others would be refused as well, and each call would fetch some.
    private static readonly TimeSpan _refusedTooSoon = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private FetchedKeys? _current;
    private Task<FetchedKeys>? _running;
    private long _beganAt;
    private int _fetches;

    public override string Name => source.Name;

    public override string Check => source.Check;

    public override async Task<ImmutableCredentials> GetAsync(CancellationToken cancellationToken)
    {
        Task<FetchedKeys> fetch;
        lock (_lock)
        {
            var now = time.GetUtcNow();
            if (_current is { } current && now < current.UsableUntil)
            {
                if (now >= current.RenewFrom)
                {
                    _ = Fetch();
                }

                return current.Keys;
            }

            fetch = Fetch();
        }

        return (await fetch.WaitAsync(cancellationToken).ConfigureAwait(false)).Keys;
    }

    public override async Task<ImmutableCredentials?> RenewAsync(ImmutableCredentials refused, CancellationToken cancellationToken)
    {
        Task<FetchedKeys> fetch;
        lock (_lock)
        {
            if (_current is { } current)
            {
                if (!current.Keys.Equals(refused))
                {
                    return current.Keys;
                }

                if (time.GetUtcNow() - current.FetchedAt < _refusedTooSoon)
                {
                    return null;
                }
            }

            fetch = Fetch();
        }

        var keys = (await fetch.WaitAsync(cancellationToken).ConfigureAwait(false)).Keys;
        return keys.Equals(refused) ? null : keys;
    }

    /// <summary>The fetch that runs, or a new one. One over its limit has failed, whether or not that has got about. Under the lock.</summary>
    private Task<FetchedKeys> Fetch()
    {
        if (_running is null || time.GetElapsedTime(_beganAt) >= FetchLimit)
        {
            var number = ++_fetches;
            _beganAt = time.GetTimestamp();
            _running = Task.Run(() => FetchAsync(number), CancellationToken.None);

            // Nobody may be waiting for it when it fails.
            _ = _running.ContinueWith(
                static failed => failed.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        }

        return _running;
    }

    private async Task<FetchedKeys> FetchAsync(int number)
    {
        try
        {
            var fetched = FetchedKeys.From(await AskAsync().ConfigureAwait(false), time.GetUtcNow());
            Tell(fetched);
            lock (_lock)
            {
                _current = fetched;
                Ended(number);
            }

            return fetched;
        }
        catch (Exception e)
        {
            Failed(number, e);
            throw;
        }
    }

    private async Task<TemporaryCredentials> AskAsync()
    {
        using var limit = new CancellationTokenSource(FetchLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, closing);
        try
        {
            // The SDK's sources take no token, and none is trusted to heed it: waiting is what can be cut short.
            return await source.FetchAsync(either.Token).WaitAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (limit.IsCancellationRequested)
        {
            throw new SourceException($"{source.Name} did not answer within {FetchLimit.TotalSeconds} s; {source.Check}", mayPass: true, e);
        }
    }

    private void Tell(FetchedKeys fetched)
    {
        log.CredentialsFetched(source.Name, fetched.Expiration);
        if (fetched.IsOverdue && _current is not { IsOverdue: true })
        {
            log.CredentialsOverdue(source.Name, fetched.Expiration, fetched.FetchedAt.UtcDateTime, FetchedKeys.OverdueUse);
        }
    }

    private void Ended(int number) => _running = number == _fetches ? null : _running;

    private void Failed(int number, Exception exception)
    {
        lock (_lock)
        {
            Ended(number);
            if (_current is { } old && time.GetUtcNow() is var now && now < old.UsableUntil)
            {
                old.RenewFrom = now + RenewalPause;
                log.CredentialsNotRenewed(source.Name, old.Expiration, RenewalPause, Failure.Text(exception));
            }
        }
    }
}
