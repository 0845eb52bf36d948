using System.Text;
using System.Text.Json;
using GoPlugin.Hclog;
using Microsoft.Extensions.Logging;

namespace GoPlugin.Tests.Hclog;

public sealed class HclogLineTests
{
    private static readonly HclogEntry _entry = new()
    {
        Level = LogLevel.Information,
        Module = "Some.Module",
        Message = "hello",
        Timestamp = new DateTimeOffset(2026, 1, 2, 15, 4, 5, TimeSpan.FromHours(2)).AddTicks(678900),
    };

    [Fact]
    public void Format_Plain_IsHclogsJson() => Assert.Equal(
        """{"@level":"info","@message":"hello","@module":"Some.Module","@timestamp":"2026-01-02T13:04:05.067890Z"}""" + "\n",
        Text(_entry));

    [Theory]
    [InlineData(LogLevel.Trace, "trace")]
    [InlineData(LogLevel.Debug, "debug")]
    [InlineData(LogLevel.Information, "info")]
    [InlineData(LogLevel.Warning, "warn")]
    [InlineData(LogLevel.Error, "error")]
    [InlineData(LogLevel.Critical, "error")]
    public void Format_Level_HasHclogsName(LogLevel level, string expected) =>
        Assert.Equal(expected, Json(_entry with { Level = level }).GetProperty("@level").GetString());

    [Fact]
    public void Format_Fields_KeepTheirTypes()
    {
        var line = Text(_entry with
        {
            Event = "SomethingDone",
            Fields =
            [
                new("InstanceId", "i-1"),
                new("Count", 3),
                new("Big", uint.MaxValue),
                new("Ratio", 0.5),
                new("Endless", double.PositiveInfinity),
                new("Done", true),
                new("Nothing", null),
                new("Ids", new List<string> { "i-1", "i-2" }),
                new("Took", TimeSpan.FromSeconds(90)),
                new("{OriginalFormat}", "hello"),
            ],
        });

        Assert.EndsWith(
            """
            "event":"SomethingDone","instance_id":"i-1","count":3,"big":4294967295,"ratio":0.5,"endless":"Infinity","done":true,"nothing":null,"ids":"i-1, i-2","took":"00:01:30"}
            """ + "\n",
            line,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Format_LineBreaksQuotesAndBrokenText_StayOneValidLine()
    {
        var line = Text(_entry with { Message = "a\nb\r\n\"c\"\u2028é\ud800" });

        Assert.Equal(line.Length - 1, line.IndexOf('\n', StringComparison.Ordinal));
        Assert.Equal("a\nb\r\n\"c\"\u2028é\ufffd", JsonDocument.Parse(line).RootElement.GetProperty("@message").GetString());
    }

    [Fact]
    public void Format_Exception_IsAFieldWithItsCausesAndWithoutStackTraces()
    {
        var exception = new InvalidOperationException("outer", new IOException("inner"));

        Assert.Equal(
            "InvalidOperationException: outer: IOException: inner", Json(_entry with { Exception = exception }).GetProperty("error").GetString());
    }

    [Fact]
    public void Format_LongestLineTheHostReads_IsWhole()
    {
        var room = HclogLine.MaxBytes - Text(_entry with { Message = "" }).Length;
        var message = new string('x', room);

        var line = HclogLine.Format(_entry with { Message = message });

        Assert.Equal(HclogLine.MaxBytes, line.Length);
        Assert.Equal(message, JsonDocument.Parse(line).RootElement.GetProperty("@message").GetString());
    }

    [Theory]
    [InlineData("x")]
    [InlineData("é")]
    [InlineData("\n")]
    [InlineData("😀")]
    public void Format_LongerThanTheHostReads_IsCutAndStaysValid(string unit)
    {
        var longText = string.Concat(Enumerable.Repeat(unit, HclogLine.MaxBytes));
        var entry = _entry with { Message = longText, Fields = [new("Short", "kept"), new("Long", longText)] };

        Assert.True(HclogLine.Format(entry).Length <= HclogLine.MaxBytes);
        var json = Json(entry);
        Assert.EndsWith("… (cut)", json.GetProperty("@message").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("\ufffd", json.GetProperty("@message").GetString(), StringComparison.Ordinal);
        Assert.Equal("kept", json.GetProperty("short").GetString());
    }

    [Fact]
    public void Format_TextOfMillions_CostsNoMoreThanALine()
    {
        // The JSON writer throws on a text of 166 million characters; what counts is that it never gets one.
        var entry = _entry with { Message = new string('x', 20_000_000), Fields = [new("Long", new string('y', 20_000_000))] };
        var before = GC.GetAllocatedBytesForCurrentThread();

        HclogLine.Format(entry);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 50 * HclogLine.MaxBytes);
    }

    [Fact]
    public void Format_TooManyFields_DropsThemAndKeepsTheMessage()
    {
        var fields = Enumerable.Range(0, 3000).Select(i => new KeyValuePair<string, object?>($"Field{i}", "0123456789abcdef")).ToList();

        var json = Json(_entry with { Fields = fields });

        Assert.Equal("hello", json.GetProperty("@message").GetString());
        Assert.False(json.TryGetProperty("field0", out _));
    }

    private static string Text(HclogEntry entry) => Encoding.UTF8.GetString(HclogLine.Format(entry).Span);

    private static JsonElement Json(HclogEntry entry) => JsonDocument.Parse(HclogLine.Format(entry)).RootElement;
}
