using System.Globalization;

namespace GoPlugin.Rpc;

/// <summary>The header <c>grpc-timeout</c>: up to eight digits and a unit.</summary>
internal static class RpcTimeout
{
    private const int MostDigits = 8;

    /// <param name="value">The header; null and empty mean that there is no deadline.</param>
    /// <param name="timeout">Null without a deadline.</param>
    /// <returns>False when it is malformed.</returns>
    public static bool TryParse(string? value, out TimeSpan? timeout)
    {
        timeout = null;
        if (string.IsNullOrEmpty(value))
        {
            return true;
        }

        if (value.Length - 1 > MostDigits
            || !long.TryParse(value.AsSpan(0, value.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var amount)
            || Ticks(value[^1], amount) is not { } ticks)
        {
            return false;
        }

        timeout = TimeSpan.FromTicks(ticks);
        return true;
    }

    private static long? Ticks(char unit, long amount) => unit switch
    {
        'H' => amount * TimeSpan.TicksPerHour,
        'M' => amount * TimeSpan.TicksPerMinute,
        'S' => amount * TimeSpan.TicksPerSecond,
        'm' => amount * TimeSpan.TicksPerMillisecond,
        'u' => amount * TimeSpan.TicksPerMicrosecond,
        'n' => amount / TimeSpan.NanosecondsPerTick,
        _ => null,
    };
}
