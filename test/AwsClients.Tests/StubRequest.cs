using Microsoft.AspNetCore.WebUtilities;

namespace AwsClients.Tests;

/// <summary>A request as it came over the wire.</summary>
/// <param name="Method">Such as POST.</param>
/// <param name="Path">Without the query.</param>
/// <param name="Headers">Names match without regard to case.</param>
/// <param name="Body">As text.</param>
/// <param name="Aborted">Cancelled when the caller cuts the connection.</param>
internal sealed record StubRequest(
    string Method, string Path, IReadOnlyDictionary<string, string> Headers, string Body, CancellationToken Aborted)
{
    /// <summary>The body as a form.</summary>
    public IReadOnlyDictionary<string, string> Form => QueryHelpers.ParseQuery(Body).ToDictionary(p => p.Key, p => p.Value.Single()!);
}
