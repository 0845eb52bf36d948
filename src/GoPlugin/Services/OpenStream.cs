namespace GoPlugin.Services;

/// <summary>Streams that stay open until their client leaves.</summary>
internal static class OpenStream
{
    /// <summary>Carries nothing; returns when the client has left or the plugin ends.</summary>
    public static async Task HoldAsync(CancellationToken client, CancellationToken stopping)
    {
        var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (client.Register(() => end.TrySetResult()))
        await using (stopping.Register(() => end.TrySetResult()))
        {
            await end.Task.ConfigureAwait(false);
        }
    }

    /// <summary>Serves until the client leaves, however it does: a reset stream is no error of ours.</summary>
    public static async Task ServeAsync(Func<Task> serve)
    {
        try
        {
            await serve().ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // The client has left, or the plugin ends.
        }
    }
}
