using Microsoft.Extensions.Logging;

namespace GoPlugin.Lifetime;

/// <summary>Why the plugin ends.</summary>
/// <param name="ExitCode">One of <see cref="PluginExitCode"/>.</param>
/// <param name="Say">Says it in the log.</param>
internal sealed record EndReason(int ExitCode, Action<ILogger> Say);
