namespace AwsSimulator.Wire;

/// <summary>An answer that is an error: its code and text as AWS sends them.</summary>
internal sealed class AwsException(string code, string message, int status = 400) : Exception(message)
{
    public string Code { get; } = code;

    public int Status { get; } = status;
}
