namespace GoPlugin.Services;

/// <summary>A stream that carries nothing.</summary>
internal static class IdleStream
{
    /// <summary>Returns when the client has left or the plugin ends.</summary>
    public static async Task HoldAsync(CancellationToken client, CancellationToken stopping)
    {
        var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (client.Register(() => end.TrySetResult()))
        await using (stopping.Register(() => end.TrySetResult()))
        {
            await end.Task.ConfigureAwait(false);
        }
    }
}
