using System.Globalization;
using AwsClients.Profiles;

namespace AwsClients.Transport;

/// <summary>How often a call is tried at most, the first time included: AWS_MAX_ATTEMPTS, else the profile's max_attempts, else 3.</summary>
internal static class MaxAttempts
{
    public const int Default = 3;

    /// <exception cref="AwsSessionException">What is set is no number of attempts.</exception>
    public static int Read(AwsEnvironment environment, Profile? profile) =>
        Checked(environment["AWS_MAX_ATTEMPTS"], "AWS_MAX_ATTEMPTS")
        ?? Checked(profile?["max_attempts"], $"max_attempts of profile {profile?.Name}")
        ?? Default;

    private static int? Checked(string? text, string origin)
    {
        if (text is null)
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw new AwsSessionException(
                AwsSessionErrorReason.InvalidSetting, $"could not use {origin}: '{text}' is not a number of attempts; give 1 or more");
    }
}
