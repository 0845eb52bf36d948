namespace Fleeting.Errors;

/// <summary>
/// The text of a status on the wire: a header, in which every byte that is not printable ASCII takes three, and peers limit their headers to
/// 8 KiB or more.
/// </summary>
internal static class StatusText
{
    public const int MaxBytes = 4000;

    private const string Mark = "... (cut; the plugin's log at debug level has all of it)";

    /// <summary>The text, or what fits of it and a remark.</summary>
    public static string Fit(string text)
    {
        var bytes = 0;
        var kept = 0;
        foreach (var letter in text.EnumerateRunes())
        {
            bytes += letter is { IsAscii: true, Value: >= ' ' and not '%' and not 0x7f } ? 1 : 3 * letter.Utf8SequenceLength;
            if (bytes > MaxBytes)
            {
                return text[..kept] + Mark;
            }

            kept += bytes <= MaxBytes - Mark.Length ? letter.Utf16SequenceLength : 0;
        }

        return text;
    }
}
