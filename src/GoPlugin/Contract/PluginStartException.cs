namespace GoPlugin.Contract;

/// <summary>The plugin could not start serving, for a reason outside the program that whoever runs the host can mend.</summary>
internal sealed class PluginStartException(string message, Exception? innerException = null) : Exception(message, innerException);
