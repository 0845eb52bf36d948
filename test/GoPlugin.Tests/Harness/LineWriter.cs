namespace GoPlugin.Tests.Harness;

/// <summary>Collects what a plugin prints and hands out its first line as soon as it is there.</summary>
internal sealed class LineWriter : StringWriter
{
    private readonly TaskCompletionSource<string> _firstLine = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<string> FirstLine => _firstLine.Task;

    public override Task FlushAsync()
    {
        var text = ToString();
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        if (end >= 0)
        {
            _firstLine.TrySetResult(text[..end]);
        }

        return Task.CompletedTask;
    }
}
