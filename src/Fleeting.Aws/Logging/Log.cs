using Microsoft.Extensions.Logging;

namespace Fleeting.Aws.Logging;

/// <summary>Every event that this project logs. Ids 3000-3199, never reused; docs/reference/log-events.md lists them.</summary>
internal static partial class Log
{
    [LoggerMessage(3000, LogLevel.Information,
        "{Group} in {Region}: ready. DesiredCapacity {DesiredCapacity}, MinSize {MinSize}, MaxSize {MaxSize}, {Instances} instances")]
    public static partial void GroupReady(
        ILogger logger, string group, string region, int desiredCapacity, int minSize, int maxSize, int instances);

    [LoggerMessage(3003, LogLevel.Information, "{Group} in {Region}: ready. {Instances} instances; its sizes cannot be read")]
    public static partial void GroupReadyUnmeasured(ILogger logger, string group, string region, int instances);

    [LoggerMessage(3001, LogLevel.Warning,
        "plugin_config: the key {Key} is not known and has no effect; did you mean {Nearest}?")]
    public static partial void UnknownConfigKey(ILogger logger, string key, string nearest);

    [LoggerMessage(3002, LogLevel.Warning,
        "{Group} in {Region}: its sizes and settings cannot be read, so they are not checked, MaxSize is not known before it is reached, " +
        "and changes of DesiredCapacity by others go unseen. Cause: {Cause}")]
    public static partial void GroupPropertiesDenied(ILogger logger, string group, string region, string cause);

    [LoggerMessage(3010, LogLevel.Warning,
        "{Group} in {Region}: new instances are not protected from scale-in, so Auto Scaling may terminate one that runs a job. " +
        "Turn on NewInstancesProtectedFromScaleIn for the group")]
    public static partial void NotProtectedFromScaleIn(ILogger logger, string group, string region);

    [LoggerMessage(3011, LogLevel.Warning,
        "{Group} in {Region}: the process AZRebalance is active, so Auto Scaling may terminate an instance that runs a job to even out " +
        "the zones. Suspend AZRebalance for the group")]
    public static partial void AzRebalanceActive(ILogger logger, string group, string region);

    [LoggerMessage(3012, LogLevel.Warning,
        "{Group} in {Region}: the process Launch is suspended, so no instance will start. Resume it: " +
        "aws autoscaling resume-processes --auto-scaling-group-name {Group} --scaling-processes Launch")]
    public static partial void LaunchSuspended(ILogger logger, string group, string region);

    [LoggerMessage(3013, LogLevel.Warning,
        "{Group} in {Region}: the process Terminate is suspended, so instances will stay and cost money. Resume it: " +
        "aws autoscaling resume-processes --auto-scaling-group-name {Group} --scaling-processes Terminate")]
    public static partial void TerminateSuspended(ILogger logger, string group, string region);

    [LoggerMessage(3014, LogLevel.Warning,
        "{Group} in {Region}: MinSize is {MinSize}, so the last {MinSize} instances cannot be terminated. Set MinSize to 0 and " +
        "let idle_count in config.toml keep instances ready")]
    public static partial void MinSizeAboveZero(ILogger logger, string group, string region, int minSize);

    [LoggerMessage(3015, LogLevel.Warning,
        "{Group} in {Region}: MaxSize is 0, so no instance can start. Set MaxSize to at least max_instances of config.toml")]
    public static partial void MaxSizeZero(ILogger logger, string group, string region);

    [LoggerMessage(3016, LogLevel.Warning,
        "{Group} in {Region}: capacity rebalancing is on, so Auto Scaling may replace a Spot instance that runs a job. " +
        "Turn off CapacityRebalance for the group")]
    public static partial void CapacityRebalanceOn(ILogger logger, string group, string region);

    [LoggerMessage(3017, LogLevel.Warning,
        "{Group} in {Region}: its instances do not count one each (weights, vCPUs or memory). An increase asks for the smallest that an " +
        "instance may count, and again for what did not come of it; max_instances of config.toml counts instances, MaxSize does not")]
    public static partial void GroupWeighted(ILogger logger, string group, string region);

    [LoggerMessage(3018, LogLevel.Warning,
        "{Group} in {Region}: AWS suspended the process {Process} ({Reason}). Mend its cause, then resume it: " +
        "aws autoscaling resume-processes --auto-scaling-group-name {Group} --scaling-processes {Process}")]
    public static partial void SuspendedByAws(ILogger logger, string group, string region, string process, string reason);

    [LoggerMessage(3019, LogLevel.Information, "{Group} in {Region}: the process {Process} was resumed")]
    public static partial void ProcessResumed(ILogger logger, string group, string region, string process);

    [LoggerMessage(3020, LogLevel.Warning,
        "{Group} in {Region}: DesiredCapacity moved from {Expected} to {Actual}, and it was not this plugin. " +
        "Look for a second runner, a scaling policy or a schedule that manages the same group")]
    public static partial void DesiredCapacityMoved(ILogger logger, string group, string region, int expected, int actual);

    [LoggerMessage(3021, LogLevel.Warning,
        "{LifecycleState}, first seen at {InstanceId} of {Group} in {Region}, is a lifecycle state that this version does not know; " +
        "such instances count as creating")]
    public static partial void UnknownLifecycleState(
        ILogger logger, string lifecycleState, string instanceId, string group, string region);

    [LoggerMessage(3022, LogLevel.Information,
        "{Group} in {Region}: Auto Scaling does not take InstanceIds here; instances are terminated one by one, and batches tried again " +
        "in ten minutes")]
    public static partial void BatchTerminationUnknown(ILogger logger, string group, string region);

    [LoggerMessage(3023, LogLevel.Warning,
        "{Group} in {Region}: some terminations were refused, and whether those instances are gone already cannot be told: {Cause}")]
    public static partial void CannotTellWhatIsGone(ILogger logger, string group, string region, string cause);

    [LoggerMessage(3024, LogLevel.Information,
        "{Group} in {Region}: {Owed} instances are owed to the runner, and DesiredCapacity no longer covers them: set to {DesiredCapacity} again")]
    public static partial void AskedAgain(ILogger logger, string group, string region, int owed, int desiredCapacity);

    [LoggerMessage(3025, LogLevel.Debug,
        "{Group} in {Region}: {Owed} instances are owed to the runner and could not be asked for again: {Cause}")]
    public static partial void NotAskedAgain(ILogger logger, string group, string region, int owed, string cause);

    [LoggerMessage(3040, LogLevel.Warning,
        "{Group} in {Region}: {Missing} of {Desired} instances have not started for {Duration}: {Cause}; failed launches so far: {Times}. {Advice}")]
    public static partial void LaunchesFail(
        ILogger logger, string group, string region, int missing, int desired, string duration, string cause, int times, string advice);

    [LoggerMessage(3041, LogLevel.Error,
        "{Group} in {Region}: {Missing} of {Desired} instances have not started for {Duration}: {Cause}; failed launches so far: {Times}. {Advice}")]
    public static partial void LaunchesFailForGood(
        ILogger logger, string group, string region, int missing, int desired, string duration, string cause, int times, string advice);

    [LoggerMessage(3042, LogLevel.Warning,
        "{Group} in {Region}: {Missing} of {Desired} instances have not started for {Duration}, and Auto Scaling has not tried to launch any. " +
        "Look for a suspended process Launch, lifecycle hooks that hold instances, and a running instance refresh")]
    public static partial void NoLaunchTried(ILogger logger, string group, string region, int missing, int desired, string duration);

    [LoggerMessage(3043, LogLevel.Warning,
        "{Group} in {Region}: {Missing} of {Desired} instances have not started for {Duration}, and the reason cannot be told, now or later: {Cause}")]
    public static partial void LaunchFailuresDenied(
        ILogger logger, string group, string region, int missing, int desired, string duration, string cause);

    [LoggerMessage(3044, LogLevel.Information,
        "{Group} in {Region}: launches work again; all {Desired} instances are there, {Duration} after the first was missed")]
    public static partial void LaunchesWork(ILogger logger, string group, string region, int desired, string duration);

    [LoggerMessage(3030, LogLevel.Debug,
        "{InstanceId} of {Group}: {Protocol} as {Username}, {Os}/{Arch}, {InternalAddress}, {Expires}")]
    public static partial void Connect(
        ILogger logger, string instanceId, string group, string protocol, string username, string os, string arch,
        string internalAddress, string expires);

    [LoggerMessage(3031, LogLevel.Debug, "{InstanceId}: {Cause}; asking again in {Pause}")]
    public static partial void AskingAgain(ILogger logger, string instanceId, string cause, TimeSpan pause);

    [LoggerMessage(3032, LogLevel.Information, "{InstanceId}: its Windows password is not there yet; waiting for up to {Limit}")]
    public static partial void WaitingForPassword(ILogger logger, string instanceId, TimeSpan limit);

    [LoggerMessage(3051, LogLevel.Warning, "{Group} in {Region}: {Lost}. Cause: {Cause}")]
    public static partial void HealthPartlyUnknown(ILogger logger, string group, string region, string lost, string cause);

    [LoggerMessage(3060, LogLevel.Warning,
        "{Group} in {Region}: AWS does not serve {Action}: {Cause}. Until it does again, {Meanwhile}")]
    public static partial void ActionNotServed(
        ILogger logger, string group, string region, string action, string cause, string meanwhile);

    [LoggerMessage(3061, LogLevel.Information,
        "{Group} in {Region}: AWS serves {Action} again, after {Seconds} s; calls that failed meanwhile: {Calls}")]
    public static partial void ActionServedAgain(ILogger logger, string group, string region, string action, int seconds, int calls);
}
