using System.Text;
using System.Text.Json;
using GoPlugin.Hclog;
using GoPlugin.Tests.Harness;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace GoPlugin.Tests.Hclog;

public sealed class HclogLoggerFactoryTests : IAsyncDisposable
{
    private readonly StubbornStream _stderr = new();
    private readonly FakeTimeProvider _time = new();
    private readonly HclogLoggerFactory _loggers;
    private readonly ILogger _log;

    public HclogLoggerFactoryTests()
    {
        _loggers = new HclogLoggerFactory(_stderr, _time);
        _log = _loggers.CreateLogger("Some.Module");
    }

    public async ValueTask DisposeAsync()
    {
        _stderr.IsRead = true;
        await _loggers.DisposeAsync();
        await _stderr.DisposeAsync();
    }

    [Fact]
    public async Task Write_ErrorWithAnException_IsFollowedByItsStackTraceAtDebug()
    {
        try
        {
            throw new InvalidOperationException("broken");
        }
        catch (InvalidOperationException e)
        {
            Write(_log, LogLevel.Error, "could not do it", e);
        }

        var lines = await LinesAsync();
        Assert.Equal(2, lines.Count);
        Assert.Equal("InvalidOperationException: broken", lines[0].GetProperty("error").GetString());
        Assert.Equal("error", lines[0].GetProperty("@level").GetString());
        Assert.Equal("debug", lines[1].GetProperty("@level").GetString());
        Assert.Equal("stack trace of: could not do it", lines[1].GetProperty("@message").GetString());
        Assert.Contains($"at {GetType().FullName}.Write_", lines[1].GetProperty("stacktrace").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_WarningWithAnException_HasNoStackTrace()
    {
        Write(_log, LogLevel.Warning, "hm", new IOException("lost"));

        Assert.Equal("IOException: lost", Assert.Single(await LinesAsync()).GetProperty("error").GetString());
    }

    [Theory]
    [InlineData("Fleeting.Aws", LogLevel.Trace, true)]
    [InlineData("Microsoft.AspNetCore.Server.Kestrel", LogLevel.Information, false)]
    [InlineData("Microsoft.AspNetCore.Server.Kestrel", LogLevel.Warning, true)]
    [InlineData("Grpc.AspNetCore.Server.ServerCallHandler", LogLevel.Information, false)]
    [InlineData("System.Net.Http", LogLevel.Debug, false)]
    public async Task IsEnabled_ByCategory_LeavesOutTheWebServersChatter(string category, LogLevel level, bool expected)
    {
        var log = _loggers.CreateLogger(category);
        Write(log, level, "hello");

        Assert.Equal(expected, log.IsEnabled(level));
        Assert.Equal(expected ? 1 : 0, (await LinesAsync()).Count);
    }

    [Fact]
    public async Task Write_ManyThreads_EachLineIsWholeAndOneWrite()
    {
        Parallel.For(0, 500, i => Write(_log, LogLevel.Information, $"line {i}"));

        Assert.Equal(500, Messages(await LinesAsync()).Distinct().Count());
        Assert.Equal(500, _stderr.Writes);
    }

    [Fact]
    public async Task Write_NobodyReads_NeverWaitsAndKeepsTheFirstLinesAndTheCountOfTheOthers()
    {
        const int Written = 40;
        var text = new string('x', 60_000);
        _stderr.IsRead = false;

        for (var i = 0; i < Written; i++)
        {
            Write(_log, LogLevel.Information, $"{i} {text}");
        }

        _stderr.IsRead = true;
        await _stderr.WrittenAsync("LogLinesLost");
        Write(_log, LogLevel.Information, "again");
        var messages = Messages(await LinesAsync());
        var kept = messages.Count - 2;
        Assert.InRange(_stderr.Length, HclogOutput.MaxWaitingBytes / 2, HclogOutput.MaxWaitingBytes + 1000);
        Assert.Equal(Enumerable.Range(0, kept).Select(i => $"{i} {text}"), messages.Take(kept));
        Assert.Equal(
            [$"{Written - kept} lines of this log were lost here: stderr took no more (nobody read it, or its disk was full)", "again"],
            messages.Skip(kept));
    }

    [Fact]
    public async Task Write_DiskFullForAWhile_TheNextLineIsWholeAndTheLossIsTold()
    {
        _stderr.Room = 10;
        Write(_log, LogLevel.Information, "lost");

        // The line, and the first try to tell.
        await _stderr.RefusedAsync();
        await _stderr.RefusedAsync();

        _stderr.Room = int.MaxValue;
        Write(_log, LogLevel.Information, "again");

        var lines = await TextAsync();
        Assert.Equal("""{"@level":""", lines[0]);
        Assert.Equal(
            ["again", "1 lines of this log were lost here: stderr took no more (nobody read it, or its disk was full)"],
            lines.Skip(1).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("@message").GetString()));
    }

    [Fact]
    public async Task DisposeAsync_NobodyReads_GivesUp()
    {
        _stderr.IsRead = false;
        Write(_log, LogLevel.Information, "hello");

        var end = _loggers.DisposeAsync().AsTask();
        Assert.False(end.IsCompleted);
        await _time.AdvanceUntilAsync(end);

        await end;
        Assert.Equal(0, _stderr.Length);
    }

    private static void Write(ILogger log, LogLevel level, string message, Exception? exception = null) =>
        log.Log(level, default, message, exception, (text, _) => text);

    private static List<string?> Messages(IEnumerable<JsonElement> lines) => [.. lines.Select(line => line.GetProperty("@message").GetString())];

    private async Task<List<JsonElement>> LinesAsync() => [.. (await TextAsync()).Select(line => JsonDocument.Parse(line).RootElement)];

    private async Task<string[]> TextAsync()
    {
        await _loggers.DisposeAsync();
        return Encoding.UTF8.GetString(_stderr.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
