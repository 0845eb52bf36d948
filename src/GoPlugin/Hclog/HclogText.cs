using System.Globalization;
using System.Text;

namespace GoPlugin.Hclog;

/// <summary>Values as text.</summary>
internal static class HclogText
{
    /// <summary>A value as a reader expects it: lists joined by commas, no culture.</summary>
    public static string Of(object value) => value switch
    {
        string text => text,
        IEnumerable<string> texts => string.Join(", ", texts),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    /// <summary>An exception in one line, causes included, without stack traces.</summary>
    public static string Of(Exception exception)
    {
        var text = new StringBuilder();
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            text.Append(text.Length > 0 ? ": " : "").Append(cause.GetType().Name).Append(": ").Append(cause.Message);
        }

        return text.ToString();
    }

    /// <summary>At most <paramref name="longest"/> characters, the last of them saying that there were more.</summary>
    public static string Cut(string text, int longest)
    {
        const string Mark = "… (cut)";
        if (text.Length <= longest)
        {
            return text;
        }

        var end = Math.Max(0, longest - Mark.Length);
        return text[..(end > 0 && char.IsHighSurrogate(text[end - 1]) ? end - 1 : end)] + Mark;
    }
}
