using System.IO.Enumeration;

namespace AwsSimulator.Iam;

/// <summary>IAM's patterns: * is any text, ? is any one character.</summary>
internal static class Wildcard
{
    public static bool Matches(string pattern, string text, StringComparison comparison) =>
        // A backslash is an ordinary character to IAM, and an escape to this matcher.
        FileSystemName.MatchesSimpleExpression(
            pattern.Replace(@"\", @"\\", StringComparison.Ordinal), text, comparison == StringComparison.OrdinalIgnoreCase);
}
