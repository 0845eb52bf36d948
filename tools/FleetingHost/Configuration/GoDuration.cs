using System.Buffers;
using System.Globalization;

namespace FleetingHost.Configuration;

/// <summary>Go's durations: <c>1h20m</c>, <c>1.5s</c>, <c>250ms</c>; nanoseconds in 64 bits.</summary>
internal static class GoDuration
{
    private static readonly SearchValues<char> _numberCharacters = SearchValues.Create("0123456789.");

    private static readonly (string Name, decimal Nanoseconds)[] _units =
    [
        ("ns", 1m), ("us", 1e3m), ("µs", 1e3m), ("μs", 1e3m), ("ms", 1e6m), ("s", 1e9m), ("m", 60e9m), ("h", 3600e9m),
    ];

    /// <summary>Reads a duration as Go's <c>time.ParseDuration</c> does.</summary>
    /// <returns>Nanoseconds.</returns>
    /// <exception cref="FormatException">It is not a duration, or too long for 64 bits.</exception>
    public static long Parse(string text)
    {
        var rest = text.AsSpan();
        var negative = rest.StartsWith("-");
        if (negative || rest.StartsWith("+"))
        {
            rest = rest[1..];
        }

        if (rest is "0")
        {
            return 0;
        }

        if (rest.IsEmpty)
        {
            throw Invalid(text);
        }

        var total = 0m;
        while (!rest.IsEmpty)
        {
            var digits = rest.IndexOfAnyExcept(_numberCharacters);
            if (digits <= 0
                || !decimal.TryParse(rest[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                || number > long.MaxValue)
            {
                throw Invalid(text);
            }

            rest = rest[digits..];
            var length = rest.IndexOfAny(_numberCharacters);
            total += number * Unit(text, length < 0 ? rest : rest[..length]);
            rest = length < 0 ? [] : rest[length..];
            if (total > long.MaxValue)
            {
                throw Invalid(text);
            }
        }

        return (long)(negative ? -total : total);
    }

    /// <summary>The same length as a <see cref="TimeSpan"/>, whose steps are of 100 ns.</summary>
    public static TimeSpan ToTimeSpan(long nanoseconds) => TimeSpan.FromTicks(nanoseconds / TimeSpan.NanosecondsPerTick);

    private static decimal Unit(string text, ReadOnlySpan<char> name)
    {
        foreach (var unit in _units)
        {
            if (name.SequenceEqual(unit.Name))
            {
                return unit.Nanoseconds;
            }
        }

        throw Invalid(text);
    }

    private static FormatException Invalid(string text) => new($"'{text}' is not a Go duration such as 20m0s");
}
