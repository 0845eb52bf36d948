using System.Text.RegularExpressions;
using Fleeting.Aws.Calls;
using Fleeting.Errors;

namespace Fleeting.Aws.Instances;

/// <summary>Asks EC2 about things by their ids, though one id that it does not know fails the whole call.</summary>
internal static partial class ById
{
    /// <summary>The most ids in one call.</summary>
    internal const int BatchSize = 500;

    /// <summary>Calls <paramref name="ask"/> until it has been answered for every id that EC2 knows.</summary>
    /// <exception cref="AwsException">AWS said no.</exception>
    public static async Task AskAsync(List<string> ids, Func<List<string>, Task> ask)
    {
        while (ids.Count > 0)
        {
            try
            {
                await ask(ids).ConfigureAwait(false);
                return;
            }
            catch (AwsException e) when (e.Reason is ProviderErrorReason.NotFound)
            {
                // The error names the id, or several.
                var unknown = Id().Matches(e.Message).Select(m => m.Value).Intersect(ids).ToList();
                if (unknown.Count == 0 && ids.Count > 1)
                {
                    var half = ids.Count / 2;
                    await AskAsync(ids[..half], ask).ConfigureAwait(false);
                    ids = ids[half..];
                    continue;
                }

                ids = unknown.Count == 0 ? [] : [.. ids.Except(unknown)];
            }
        }
    }

    [GeneratedRegex(@"\b(i|sir)-[0-9a-z]+")]
    private static partial Regex Id();
}
