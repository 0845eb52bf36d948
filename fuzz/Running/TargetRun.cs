using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Fuzz.Engine;

namespace Fuzz.Running;

/// <summary>Fuzzes one target in a process of its own, so that nothing that it does can end the run, and brings home what was found.</summary>
internal sealed class TargetRun(Target target, TimeSpan time, int seed)
{
    private const string NotEnded = "the worker did not end and was killed";

    // libFuzzer's own limits: what Budget cannot stop, since it never gets the thread back.
    private const int HangSeconds = 25;
    private const int MaxResidentMegabytes = 1024;

    // For a start on a busy machine, and for libFuzzer to look at its clock.
    private static readonly TimeSpan _grace = TimeSpan.FromSeconds(HangSeconds + 35);

    public async Task<TargetResult> RunAsync()
    {
        Prepare();
        var began = Stopwatch.GetTimestamp();
        var exitCode = await WorkAsync();
        using var board = new Board(Places.Board(target));
        var inputs = Directory.GetFiles(Places.Corpus(target)).Length;
        return new TargetResult(
            target.Name, board.Executions, Stopwatch.GetElapsedTime(began), board.Edges, inputs, exitCode == 0 ? null : Finding(board, exitCode));
    }

    private void Prepare()
    {
        foreach (var folder in (string[])[Places.Corpus(target), Path.GetDirectoryName(Places.Board(target))!, Places.Findings])
        {
            Directory.CreateDirectory(folder);
        }

        foreach (var file in Directory.GetFiles(Places.Corpus(target)).Concat(Saved()).Append(Places.Board(target)))
        {
            File.Delete(file);
        }

        File.WriteAllLines(Places.Dictionary(target), target.Words.Select(Quote));
    }

    private async Task<int> WorkAsync()
    {
        string[] arguments =
        [
            "worker", target.Name, Places.Library, Places.Board(target),
            $"-max_total_time={Math.Max(1, (int)time.TotalSeconds).ToString(CultureInfo.InvariantCulture)}",
            $"-seed={seed.ToString(CultureInfo.InvariantCulture)}",
            $"-max_len={target.MaxBytes.ToString(CultureInfo.InvariantCulture)}",
            $"-timeout={HangSeconds}",
            $"-rss_limit_mb={MaxResidentMegabytes}",
            $"-artifact_prefix={Places.Findings}/{target.Name}-",
            $"-dict={Places.Dictionary(target)}",
            Places.Corpus(target), Places.Seeds(target),
        ];
        var start = new ProcessStartInfo(Path.Combine(Places.Program, "Fuzz"), arguments)
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            Environment = { ["DOTNET_DbgEnableMiniDump"] = "0", ["DOTNET_gcServer"] = "0" },
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"could not start {start.FileName}");
        using var end = new CancellationTokenSource(time + _grace);
        await using var log = new StreamWriter(Places.Log(target));
        try
        {
            await Task.WhenAll(CopyAsync(process.StandardError), CopyAsync(process.StandardOutput), process.WaitForExitAsync(end.Token));
        }
        catch (OperationCanceledException)
        {
            await log.WriteLineAsync(NotEnded);
            process.Kill();
            await process.WaitForExitAsync();
        }

        return process.ExitCode;

        async Task CopyAsync(StreamReader from)
        {
            while (await from.ReadLineAsync(end.Token) is { } line)
            {
                lock (log)
                {
                    log.WriteLine(line);
                }
            }
        }
    }

    /// <summary>libFuzzer saved the input when it could; when the process died under it, the board still has it.</summary>
    private Finding Finding(Board board, int exitCode)
    {
        var file = Saved().FirstOrDefault();
        if (file is null && board.IsRunning)
        {
            file = $"{Places.Findings}/{target.Name}-death-{Convert.ToHexStringLower(SHA256.HashData(board.Input))[..16]}";
            File.WriteAllBytes(file, board.Input.ToArray());
        }

        var said = File.ReadLines(Places.Log(target)).SkipWhile(line => !IsCause(line)).Take(12).ToList();
        return new Finding(
            file, said.Count > 0 ? string.Join('\n', said) : $"the worker ended with exit code {exitCode}; its words are in {Places.Log(target)}");
    }

    private static bool IsCause(string line) =>
        line.StartsWith("finding: ", StringComparison.Ordinal) || line.Contains("ERROR: libFuzzer", StringComparison.Ordinal)
        || line.StartsWith("Stack overflow", StringComparison.Ordinal) || line.StartsWith("Unhandled exception", StringComparison.Ordinal)
        || line == NotEnded;

    // By kind, as libFuzzer names them: one target's name may begin another's.
    private IEnumerable<string> Saved() =>
        ((string[])["crash", "timeout", "oom", "death"]).SelectMany(kind => Directory.GetFiles(Places.Findings, $"{target.Name}-{kind}-*"));

    private static string Quote(string word)
    {
        var quoted = new StringBuilder("\"");
        foreach (var value in Encoding.UTF8.GetBytes(word))
        {
            quoted.Append(value is >= (byte)' ' and <= (byte)'~' and not (byte)'"' and not (byte)'\\' ? ((char)value).ToString() : $"\\x{value:X2}");
        }

        return quoted.Append('"').ToString();
    }
}
