using System.Collections.Concurrent;
using Fleeting.Aws.Calls;
using Fleeting.Errors;

namespace Fleeting.Aws.Checks.Reading;

/// <summary>Makes calls whose failure is a fact as well, and keeps which actions are allowed.</summary>
internal sealed class FactCalls(AwsCalls calls)
{
    // EC2 API, "Required permissions": what a request with DryRun would have been allowed to do.
    private const string WouldHaveBeenAllowed = "DryRunOperation";

    private readonly ConcurrentDictionary<AwsAction, Access> _access = new();

    public IReadOnlyDictionary<AwsAction, Access> Access => _access;

    public Task<Fact<T>> ReadAsync<T>(AwsAction action, string what, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
        where T : class => ReadAsync(action, calls.RunAsync(action, what, call, cancellationToken));

    /// <summary>The same by a reader of the plugin's, which makes its calls itself.</summary>
    public async Task<Fact<T>> ReadAsync<T>(AwsAction action, Task<T> reading)
        where T : class
    {
        try
        {
            var value = await reading.ConfigureAwait(false);
            _access[action] = new Access(true, "it was asked");
            return Fact<T>.Of(value);
        }
        catch (AwsException e)
        {
            return Failed<T>(action, e);
        }
    }

    /// <summary>The same of an answer that comes in pages.</summary>
    public async Task<Fact<IReadOnlyList<T>>> ReadPagesAsync<T>(
        AwsAction action,
        string what,
        Func<string?, CancellationToken, Task<(IEnumerable<T> Items, string? Next)>> page,
        CancellationToken cancellationToken)
    {
        List<T> all = [];
        try
        {
            await calls.RunPagesAsync(
                action,
                what,
                async (token, end) =>
                {
                    var (items, next) = await page(token, end).ConfigureAwait(false);
                    all.AddRange(items);
                    return next;
                },
                cancellationToken).ConfigureAwait(false);
            _access[action] = new Access(true, "it was asked");
            return Fact<IReadOnlyList<T>>.Of(all);
        }
        catch (AwsException e)
        {
            return Failed<IReadOnlyList<T>>(action, e);
        }
    }

    /// <summary>Tries an action of EC2 with DryRun, which does nothing.</summary>
    public async Task DryRunAsync<T>(AwsAction action, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            await calls.RunAsync(action, $"try {action.Name}", call, cancellationToken).ConfigureAwait(false);
            _access[action] = new Access(null, "EC2 did not take DryRun for it");
        }
        catch (AwsException e) when (e.Code == WouldHaveBeenAllowed)
        {
            _access[action] = new Access(true, "by EC2's dry run");
        }
        catch (AwsException e)
        {
            Note(action, e);
        }
    }

    /// <summary>An action that cannot be tried without doing it.</summary>
    public void Leave(AwsAction action, string why) => _access[action] = new Access(null, why);

    private Fact<T> Failed<T>(AwsAction action, AwsException e)
        where T : class
    {
        Note(action, e);
        return e switch
        {
            { Reason: ProviderErrorReason.PermissionDenied } => Fact<T>.NotRead($"needs {action.Name}"),
            { Reason: ProviderErrorReason.Unauthenticated } when action == CheckAction.GetCallerIdentity => Fact<T>.Missing(e.Cause),
            { Code: { } code } when IsAboutTheThing(code) => Fact<T>.Missing($"{e.Said.TrimEnd('.')} ({code})"),
            _ => Fact<T>.NotRead(e.Cause),
        };
    }

    private void Note(AwsAction action, AwsException e) => _access[action] = e.Reason is ProviderErrorReason.PermissionDenied
        ? new Access(false, e.Cause)
        : new Access(null, e.Cause);

    // InvalidAMIID.NotFound, InvalidLaunchTemplateId.VersionNotFound and their like: the thing that was asked about is not there.
    private static bool IsAboutTheThing(string code) =>
        code.StartsWith("Invalid", StringComparison.Ordinal)
        && (code.Contains("NotFound", StringComparison.Ordinal) || code.EndsWith(".Unavailable", StringComparison.Ordinal)
            || code.EndsWith(".Malformed", StringComparison.Ordinal));
}
