using System.Globalization;
using Fuzz.Engine;

namespace Fuzz.Running;

/// <summary>Fuzzes all targets, as many at once as there are processors, each for its even share of the time.</summary>
internal sealed class FuzzRun(IReadOnlyList<Target> targets, Arguments arguments, TextWriter output)
{
    private const string Row = "{0,-24} {1,12} {2,10} {3,8} {4,8}  {5}";

    // A worker starts, and compiles what it runs, before it fuzzes.
    private static readonly TimeSpan _start = TimeSpan.FromSeconds(1);

    public async Task<int> RunAsync()
    {
        var seed = arguments.Seed ?? Random.Shared.Next(1, int.MaxValue);
        var atOnce = Math.Min(Environment.ProcessorCount, targets.Count);
        var share = (arguments.Time * atOnce / targets.Count) - _start;
        Instrumentation.Copy(AppContext.BaseDirectory, Places.Program);
        await WriteAsync($"{targets.Count} targets, {Math.Max(1, share.TotalSeconds):0} s each, {atOnce} at once, seed {seed}");
        await WriteAsync(Row, "target", "executions", "a second", "edges", "corpus", "");
        using var turn = new SemaphoreSlim(atOnce);
        var results = await Task.WhenAll(targets.Select(async target =>
        {
            await turn.WaitAsync();
            try
            {
                var result = await new TargetRun(target, share, seed).RunAsync();
                await TellAsync(result);
                return result;
            }
            finally
            {
                turn.Release();
            }
        }));
        var findings = results.Where(result => result.Finding is not null).ToList();
        foreach (var result in findings)
        {
            await TellAsync(result.Target, result.Finding!);
        }

        await WriteAsync(
            Row, "all", results.Sum(r => r.Executions), "", results.Sum(r => r.Edges), results.Sum(r => r.Corpus), "");
        await WriteAsync($"fuzz: {findings.Count} findings");
        return findings.Count == 0 ? ExitCode.Success : ExitCode.Finding;
    }

    private Task TellAsync(TargetResult result) => WriteAsync(
        Row, result.Target, result.Executions, (long)(result.Executions / result.Time.TotalSeconds), result.Edges, result.Corpus,
        result.Finding is null ? "" : "FINDING");

    private async Task TellAsync(string target, Finding finding)
    {
        await WriteAsync($"\n{target}: {finding.What}");
        if (finding.File is { } file)
        {
            await WriteAsync($"saved as {file}; again: ./build.sh fuzz --target {target} --replay {file}\n");
        }
    }

    private Task WriteAsync(string format, params object[] values) =>
        WriteAsync(string.Format(CultureInfo.InvariantCulture, format, values).TrimEnd());

    private Task WriteAsync(string line)
    {
        lock (output)
        {
            output.WriteLine(line);
        }

        return Task.CompletedTask;
    }
}
