using Microsoft.Extensions.Logging;

namespace AwsClients.Logging;

/// <summary>What AwsClients logs: ids 4000 to 4099, never used twice.</summary>
internal static partial class Log
{
    [LoggerMessage(4000, LogLevel.Information, "AWS session in {Region} with credentials from {Source}", EventName = "SessionOpened")]
    public static partial void SessionOpened(this ILogger logger, string region, string source);

    [LoggerMessage(4001, LogLevel.Debug, "fetched credentials of {Source}; they end {Expiration:O}", EventName = "CredentialsFetched")]
    public static partial void CredentialsFetched(this ILogger logger, string source, DateTime? expiration);

    [LoggerMessage(
        4002, LogLevel.Warning, "could not renew the credentials of {Source}, which end {Expiration:O}; next try in {Pause}: {Cause}",
        EventName = "CredentialsNotRenewed")]
    public static partial void CredentialsNotRenewed(this ILogger logger, string source, DateTime? expiration, TimeSpan pause, string cause);

    [LoggerMessage(4003, LogLevel.Debug, "could not tell the account: {Cause}", EventName = "AccountUnknown")]
    public static partial void AccountUnknown(this ILogger logger, string cause);

    [LoggerMessage(
        4004, LogLevel.Warning, "profile {Profile} changed, but could not be read again; its credentials stay as they were: {Cause}",
        EventName = "ProfileNotReread")]
    public static partial void ProfileNotReread(this ILogger logger, string profile, string cause);

    [LoggerMessage(
        4005, LogLevel.Warning,
        "the credentials of {Source} are new, yet ended {Expiration:O} by this machine's clock, which says {Now:O}: the clock is wrong, or the "
        + "source hands out old ones. They are used all the same, and fetched again in {Pause}; check the clock",
        EventName = "CredentialsOverdue")]
    public static partial void CredentialsOverdue(this ILogger logger, string source, DateTime? expiration, DateTime now, TimeSpan pause);

    [LoggerMessage(
        4006, LogLevel.Warning,
        "this machine's clock is {Difference}; calls are signed with AWS's time. Set the clock: the ends of credentials and certificates are "
        + "judged by it",
        EventName = "ClockWrong")]
    public static partial void ClockWrong(this ILogger logger, string difference);

    [LoggerMessage(
        4007, LogLevel.Warning,
        "calls to AWS go to {Place} in the clear: whoever is on the way reads what they hold, session tokens and answers of STS included, and can "
        + "answer in AWS's name. Use https in {Origin}",
        EventName = "EndpointInTheClear")]
    public static partial void EndpointInTheClear(this ILogger logger, string place, string origin);
}
