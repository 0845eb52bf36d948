namespace Fuzz.Running;

/// <summary>What became of one target.</summary>
/// <param name="Target">Its name.</param>
/// <param name="Executions">How many inputs were run.</param>
/// <param name="Time">How long it took, the start of the process included.</param>
/// <param name="Edges">How many edges between instrumented blocks were taken.</param>
/// <param name="Corpus">How many inputs reached something new.</param>
/// <param name="Finding">What was found; null when nothing was.</param>
internal sealed record TargetResult(string Target, long Executions, TimeSpan Time, int Edges, int Corpus, Finding? Finding);
