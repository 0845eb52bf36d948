using System.Globalization;
using System.Text;

namespace Functional.Credentials;

/// <summary>All that a process has in memory, as only root may read it.</summary>
internal static class PluginMemory
{
    private const int Block = 1 << 20;

    /// <summary>How often each text is in it, as UTF-8 or UTF-16.</summary>
    /// <exception cref="UnauthorizedAccessException">Whoever asks may not read it.</exception>
    public static IReadOnlyDictionary<string, int> Count(int process, IEnumerable<string> texts)
    {
        var wanted = texts.Distinct().SelectMany(text => new[] { (text, Encoding.UTF8.GetBytes(text)), (text, Encoding.Unicode.GetBytes(text)) }).ToList();
        var found = wanted.DistinctBy(one => one.text).ToDictionary(one => one.text, _ => 0);
        var overlap = wanted.Max(one => one.Item2.Length) - 1;
        using var memory = File.OpenHandle($"/proc/{process}/mem");
        foreach (var (start, end) in Regions(process))
        {
            var buffer = new byte[Math.Min(end - start, Block) + overlap];
            var kept = 0;
            for (var at = start; at < end;)
            {
                int read;
                try
                {
                    read = RandomAccess.Read(memory, buffer.AsSpan(kept, (int)Math.Min(end - at, buffer.Length - kept)), at);
                }
                catch (IOException)
                {
                    // What belongs to the kernel or was given back since the regions were listed.
                    break;
                }

                if (read == 0)
                {
                    break;
                }

                var seen = buffer.AsSpan(0, kept + read);
                foreach (var (text, bytes) in wanted)
                {
                    // What ends in the part that was kept was counted with the block before.
                    found[text] += CountIn(seen[Math.Max(0, kept - bytes.Length + 1)..], bytes);
                }

                at += read;
                kept = Math.Min(overlap, seen.Length);
                seen[^kept..].CopyTo(buffer);
            }
        }

        return found;
    }

    private static int CountIn(ReadOnlySpan<byte> memory, ReadOnlySpan<byte> bytes)
    {
        var count = 0;
        for (int at; (at = memory.IndexOf(bytes)) >= 0; memory = memory[(at + 1)..])
        {
            count++;
        }

        return count;
    }

    private static IEnumerable<(long Start, long End)> Regions(int process)
    {
        foreach (var line in File.ReadLines($"/proc/{process}/maps"))
        {
            var fields = line.Split(' ', 3);
            var range = fields[0].Split('-');
            if (fields[1].StartsWith("rw", StringComparison.Ordinal)
                && long.TryParse(range[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var start)
                && long.TryParse(range[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var end))
            {
                yield return (start, end);
            }
        }
    }
}
