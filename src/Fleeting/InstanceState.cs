namespace Fleeting;

/// <summary>The states of an instance; the numbers are the wire's.</summary>
public enum InstanceState
{
    Creating = 0,
    Running = 1,
    Deleting = 2,
    Deleted = 3,
    Timeout = 4,
    Suspending = 5,
    Suspended = 6,
    Resuming = 7,
}
