namespace AwsClients.Transport;

/// <summary>What is told of an exception that others threw. .NET prints a proxy's URL with its password.</summary>
internal static class Failure
{
    /// <summary>The cause in one sentence, without user names and passwords of URLs.</summary>
    public static string Text(Exception exception)
    {
        // "The SSL connection could not be established, see inner exception." is no cause.
        var told = exception.Message.Contains("see inner exception", StringComparison.Ordinal) ? exception.GetBaseException() : exception;
        return UrlText.WithoutUsers(told.Message).Trim(' ', '.', '"');
    }

    /// <summary>The exception, to be kept as an inner one; null when its text would tell a password.</summary>
    public static Exception? Inner(Exception exception) => UrlText.HasUser(exception.ToString()) ? null : exception;
}
