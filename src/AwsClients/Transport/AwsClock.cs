using System.Globalization;
using Amazon.Runtime;

namespace AwsClients.Transport;

/// <summary>This machine's clock against AWS's. The SDK learns the difference from each answer, and signs with AWS's time.</summary>
internal static class AwsClock
{
    // AWS takes signatures that are up to five minutes off; from four on the SDK corrects.
    private static readonly TimeSpan _tolerance = TimeSpan.FromMinutes(4);

    /// <summary>What is wrong with the clock, as "9 min behind AWS's"; null when it is right, or nothing is known of it.</summary>
    public static string? Difference(Uri? endpoint)
    {
        var behind = endpoint is null ? TimeSpan.Zero : CorrectClockSkew.GetClockCorrectionForEndpoint(endpoint.ToString());
        return behind.Duration() <= _tolerance
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{Math.Round(behind.Duration().TotalMinutes)} min {(behind > TimeSpan.Zero ? "behind" : "ahead of")} AWS's");
    }
}
