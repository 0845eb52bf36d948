using System.Text.RegularExpressions;

namespace AwsClients.Transport;

/// <summary>What is told of an exception that others threw. .NET prints a proxy's URL with its password.</summary>
internal static partial class Failure
{
    /// <summary>A text that may hold URLs, without their user names and passwords.</summary>
    public static string Text(string text) => UserInfo().Replace(text, "//");

    /// <summary>The cause in one sentence, without user names and passwords of URLs.</summary>
    public static string Text(Exception exception)
    {
        // "The SSL connection could not be established, see inner exception." is no cause.
        var told = exception.Message.Contains("see inner exception", StringComparison.Ordinal) ? exception.GetBaseException() : exception;
        return Text(told.Message).Trim(' ', '.', '"');
    }

    /// <summary>The exception, to be kept as an inner one; null when its text would tell a password.</summary>
    public static Exception? Inner(Exception exception) => UserInfo().IsMatch(exception.ToString()) ? null : exception;

    // To the last @ before the path: a password may hold an @ itself, and an apostrophe.
    [GeneratedRegex(@"//[^/\s]*@")]
    private static partial Regex UserInfo();
}
