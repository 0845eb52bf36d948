using Microsoft.Extensions.Time.Testing;

namespace GoPlugin.Tests.Harness;

internal static class FakeTime
{
    /// <summary>Lets seconds pass until the task is done.</summary>
    public static async Task AdvanceUntilAsync(this FakeTimeProvider time, Task task)
    {
        while (!task.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
    }
}
