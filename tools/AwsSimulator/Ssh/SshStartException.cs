namespace AwsSimulator.Ssh;

/// <summary>An instance's sshd did not come up.</summary>
internal sealed class SshStartException(string message) : Exception(message);
