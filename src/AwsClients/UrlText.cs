using System.Text.RegularExpressions;

namespace AwsClients;

/// <summary>Texts that may hold URLs: what is told must not hold their passwords.</summary>
internal static partial class UrlText
{
    /// <summary>The text without the user names and passwords of its URLs.</summary>
    public static string WithoutUsers(string text) => UserInfo().Replace(text, "//");

    public static bool HasUser(string text) => UserInfo().IsMatch(text);

    // To the last @ before the path, whatever stands between: a password may hold an @ itself, an apostrophe, a space. .NET takes a backslash
    // for a slash.
    [GeneratedRegex(@"[/\\]{2}[^/\\]*@")]
    private static partial Regex UserInfo();
}
