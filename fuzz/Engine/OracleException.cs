namespace Fuzz.Engine;

/// <summary>Something does not hold that must.</summary>
internal sealed class OracleException(string message) : Exception(message);
