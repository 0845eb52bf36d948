namespace FleetingHost.Connecting;

/// <summary>An instance could not be connected to, or its command could not be run to an end.</summary>
internal sealed class ConnectException(string message, Exception? innerException = null) : Exception(message, innerException);
