namespace Fuzz.Engine;

/// <summary>What must hold of every input.</summary>
internal static class Oracle
{
    private static volatile OracleException? _broken;

    /// <summary>The first that was broken by this input: code under test may take the exception for a failure of its own.</summary>
    public static OracleException? Broken => _broken;

    /// <summary>Another input comes.</summary>
    public static void Begin() => _broken = null;

    public static void Holds(bool condition, string what)
    {
        if (!condition)
        {
            throw Break(what);
        }
    }

    /// <summary>Two texts that stand for two values.</summary>
    public static void Same(string expected, string actual, string what)
    {
        if (expected != actual)
        {
            throw Break($"{what} is another after it was written and read again:\n{expected}\n{actual}");
        }
    }

    private static OracleException Break(string what)
    {
        var exception = new OracleException(what);
        _broken ??= exception;
        return exception;
    }
}
