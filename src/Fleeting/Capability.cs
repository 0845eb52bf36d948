namespace Fleeting;

/// <summary>What a provider may say it can do beyond the first generation of the protocol.</summary>
public static class Capability
{
    public const string SuspendResume = "suspend_resume";
}
