namespace Fuzz.Engine;

/// <summary>What must hold of every input.</summary>
internal static class Oracle
{
    public static void Holds(bool condition, string what)
    {
        if (!condition)
        {
            throw new OracleException(what);
        }
    }

    /// <summary>Two texts that stand for two values.</summary>
    public static void Same(string expected, string actual, string what)
    {
        if (expected != actual)
        {
            throw new OracleException($"{what} is another after it was written and read again:\n{expected}\n{actual}");
        }
    }
}
