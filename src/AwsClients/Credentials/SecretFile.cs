using AwsClients.Transport;

namespace AwsClients.Credentials;

/// <summary>Files that hold a token.</summary>
internal static class SecretFile
{
    /// <param name="kind">What the file is, for errors.</param>
    /// <param name="path">The file.</param>
    /// <param name="before">Stands before the error.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The content without the spaces around it.</returns>
    /// <exception cref="SourceException">It cannot be read. What mounts such files may do so later.</exception>
    public static async Task<string> ReadAsync(string kind, string path, string before, CancellationToken cancellationToken)
    {
        try
        {
            return (await SmallFile.ReadTextAsync(path, cancellationToken).ConfigureAwait(false)).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SourceException($"{before}could not read the {kind} file {path}: {e.Message.TrimEnd('.')}; {SmallFile.Check}", mayPass: true, e);
        }
    }
}
