namespace Fuzz.Engine;

/// <summary>
/// libFuzzer calls a plain function with each input and goes on when it returns. So here, and nowhere else, a task is waited for by blocking; what
/// the targets give it answers from memory.
/// </summary>
internal static class Synchronous
{
    public static void Run(Task task) => task.GetAwaiter().GetResult();

    public static T Run<T>(Task<T> task) => task.GetAwaiter().GetResult();
}
