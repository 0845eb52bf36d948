using System.Xml.Linq;
using FleetingHost.Benchmarks;

namespace FleetingHost.Tests.Benchmarks;

public sealed class BenchRecordTests : IDisposable
{
    private static readonly DateTimeOffset _now = new(2026, 11, 24, 22, 0, 0, TimeSpan.Zero);

    private readonly string _folder = Directory.CreateTempSubdirectory("bench-record-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task KeepAsync_SecondRun_StandsAboveTheFirst()
    {
        await KeepAsync(new BenchResults([new("binary_mb", 18.03, "MB")], [], []), _now);
        await KeepAsync(new BenchResults([new("binary_mb", 17, "MB")], [], []), _now.AddDays(1));

        var lines = await File.ReadAllLinesAsync(Path.Combine(_folder, "RESULTS.md"), TestContext.Current.CancellationToken);
        Assert.Equal(
            ["2026-11-25 22:00", "2026-11-24 22:00"], lines.Where(line => line.StartsWith("## ", StringComparison.Ordinal)).Select(line => line[3..19]));
        Assert.Equal(["| `binary_mb` | 17 | MB |", "| `binary_mb` | 18.03 | MB |"], lines.Where(line => line.Contains("binary_mb", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task KeepAsync_TwoPlugins_StandSideBySide()
    {
        await KeepAsync(
            new BenchResults([new("start.init_ms", 30, "ms")], [new("other.start.init_ms", 120, "ms")], [new("ratio.start.init_ms", 0.251, "times")]), _now);

        var text = await File.ReadAllTextAsync(Path.Combine(_folder, "RESULTS.md"), TestContext.Current.CancellationToken);
        Assert.Contains("| `start.init_ms` | 30 | 120 | 0.25 | ms |\n| `ratio.start.init_ms` | 0.251 | | | times |\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task KeepAsync_UpdateMeasured_IsDrawnForBothPlugins()
    {
        await KeepAsync(new BenchResults(Updates(""), Updates("other."), []), _now);

        var picture = XDocument.Load(Path.Combine(_folder, "update.svg"));
        var lines = picture.Descendants().Where(element => element.Name.LocalName == "polyline").ToList();
        Assert.Equal(2, lines.Count);
        Assert.All(lines, line => Assert.Equal(BenchServer.Sizes.Length, line.Attribute("points")!.Value.Split(' ').Length));
    }

    [Fact]
    public async Task KeepAsync_UpdateNotMeasured_DrawsNothing()
    {
        await KeepAsync(new BenchResults([new("binary_mb", 18, "MB")], [], []), _now);

        Assert.Equal([Path.Combine(_folder, "RESULTS.md")], Directory.GetFiles(_folder));
    }

    private Task KeepAsync(BenchResults results, DateTimeOffset now) =>
        BenchRecord.KeepAsync(_folder, results, now, TestContext.Current.CancellationToken);

    private static List<Measurement> Updates(string prefix) =>
        [.. BenchServer.Sizes.Select(size => new Measurement($"{prefix}update.{size}.cpu_ms", size / 100.0, "ms"))];
}
