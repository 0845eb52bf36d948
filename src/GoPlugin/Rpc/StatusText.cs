using System.Text;

namespace GoPlugin.Rpc;

/// <summary>The text of a status as the header <c>grpc-message</c> carries it: UTF-8, with percent signs before what is not printable ASCII.</summary>
internal static class StatusText
{
    public static string Encode(string text)
    {
        foreach (var character in text)
        {
            if (!IsPlain(character))
            {
                return EncodeBytes(Encoding.UTF8.GetBytes(text));
            }
        }

        return text;
    }

    private static string EncodeBytes(byte[] utf8)
    {
        var encoded = new StringBuilder(utf8.Length + 16);
        foreach (var value in utf8)
        {
            if (IsPlain((char)value))
            {
                encoded.Append((char)value);
            }
            else
            {
                encoded.Append('%').Append(value.ToString("X2", null));
            }
        }

        return encoded.ToString();
    }

    private static bool IsPlain(char character) => character is >= ' ' and <= '~' and not '%';
}
