namespace Fleeting.CommandLine;

/// <summary>The plugin could not be copied, for a reason that the user can mend.</summary>
internal sealed class BootstrapException(string message, Exception? innerException = null) : Exception(message, innerException);
