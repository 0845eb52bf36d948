namespace Fleeting.Configuration;

/// <summary>A config.toml in which no runner can be looked at: <c>could not use FILE: cause</c>.</summary>
public sealed class RunnerConfigException(string file, string cause, Exception? innerException = null)
    : Exception($"could not use {file}: {cause}", innerException);
