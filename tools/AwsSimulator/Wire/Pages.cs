using System.Globalization;
using System.Text;

namespace AwsSimulator.Wire;

/// <summary>Cuts a list into pages; the token is opaque to callers, as AWS's is.</summary>
internal static class Pages
{
    /// <param name="token">The caller's NextToken; null for the first page.</param>
    /// <exception cref="AwsException">The token is none of ours.</exception>
    public static (IReadOnlyList<T> Page, string? NextToken) Cut<T>(IReadOnlyList<T> all, string? token, int size)
    {
        var start = token is null ? 0 : Decode(token);
        var page = all.Skip(start).Take(size).ToList();
        var next = start + page.Count;
        return (page, next < all.Count ? Encode(next) : null);
    }

    private static string Encode(int start) =>
        Convert.ToBase64String(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"next:{start}")));

    private static int Decode(string token)
    {
        var buffer = new byte[token.Length];
        return Convert.TryFromBase64String(token, buffer, out var length)
            && Encoding.ASCII.GetString(buffer, 0, length).Split(':') is ["next", var start]
            && int.TryParse(start, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new AwsException("InvalidNextToken", "The token '" + token + "' is invalid.");
    }
}
