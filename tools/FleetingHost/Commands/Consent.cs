namespace FleetingHost.Commands;

/// <summary>Asks a person.</summary>
/// <param name="answers">Where the person writes.</param>
/// <param name="questions">Where the person reads.</param>
internal sealed class Consent(TextReader answers, TextWriter questions)
{
    /// <summary>Whether the answer was <c>y</c> or <c>yes</c>; anything else, and the end of the input, is no.</summary>
    /// <exception cref="OperationCanceledException">Cancelled before there was an answer.</exception>
    public async Task<bool> AskAsync(string question, CancellationToken cancellationToken)
    {
        await questions.WriteAsync($"{question} [y/N] ");
        await questions.FlushAsync(cancellationToken);
        // A console's reader knows no cancellation, not even in ReadLineAsync.
        var answer = await Task.Run(answers.ReadLine, cancellationToken).WaitAsync(cancellationToken);
        return answer?.Trim().ToLowerInvariant() is "y" or "yes";
    }
}
