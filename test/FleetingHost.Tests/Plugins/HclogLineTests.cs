using FleetingHost.Plugins;
using Microsoft.Extensions.Logging;

namespace FleetingHost.Tests.Plugins;

public sealed class HclogLineTests
{
    private const string Line =
        """{"@level":"warn","@message":"scaled","@module":"plugin","@timestamp":"2026-01-02T15:04:05.123456+02:00","n":3,"group":"a"}""";

    [Fact]
    public void Parse_HclogJson_ReadsEachPart()
    {
        var entry = HclogLine.Parse(Line);

        Assert.True(entry.IsStructured);
        Assert.Equal((LogLevel.Warning, "scaled", "plugin"), (entry.Level, entry.Message, entry.Module));
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 15, 4, 5, 123, 456, TimeSpan.FromHours(2)), entry.Timestamp);
        Assert.Equal("warn scaled n=3 group=a", entry.ToString());
    }

    [Fact]
    public void Parse_UtcTimestamp_IsReadAsUtc() =>
        Assert.Equal(TimeSpan.Zero, HclogLine.Parse(Line.Replace("+02:00", "Z")).Timestamp?.Offset);

    [Theory]
    [InlineData("panic: runtime error")]
    [InlineData("{\"@level\":\"info\"")]
    [InlineData("[1]")]
    [InlineData("{\"@message\":\"no level\",\"@timestamp\":\"2026-01-02T15:04:05.123456Z\"}")]
    [InlineData("{\"@level\":\"info\",\"@message\":\"three digits\",\"@timestamp\":\"2026-01-02T15:04:05.123Z\"}")]
    public void Parse_AnythingElse_IsTextAtDebug(string line)
    {
        var entry = HclogLine.Parse(line);

        Assert.Equal((false, LogLevel.Debug, line), (entry.IsStructured, entry.Level, entry.Message));
    }

    [Fact]
    public void Parse_LongerThan64KiB_IsText() =>
        Assert.False(HclogLine.Parse(Line.Replace("scaled", new string('x', HclogLine.MaxBytes))).IsStructured);
}
