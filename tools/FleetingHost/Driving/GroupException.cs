namespace FleetingHost.Driving;

/// <summary>The plugin cannot be used with this configuration: Init failed, or the group is too small for it.</summary>
internal sealed class GroupException(string message, Exception? innerException = null) : Exception(message, innerException);
