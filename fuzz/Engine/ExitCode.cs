namespace Fuzz.Engine;

/// <summary>How the program ends.</summary>
internal static class ExitCode
{
    public const int Success = 0;
    public const int Finding = 1;
    public const int Usage = 2;
}
