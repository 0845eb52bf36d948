using FleetingHost.Commands;

namespace FleetingHost.Tests.Commands;

public sealed class ArgumentsTests
{
    [Fact]
    public void Parse_OptionsThenCommand_AreApart()
    {
        var arguments = Arguments.Parse(["--instances", "2", "--logs", "--", "echo", "--logs"], "--instances", "--logs");

        Assert.Equal((2, true, "echo --logs"), (arguments.Instances(), arguments.Logs, arguments.Command));
    }

    [Fact]
    public void Parse_Unknown_NamesTheKnown() =>
        Assert.Equal(
            "unknown argument 'x', expected --instances, --logs",
            Assert.Throws<UsageException>(() => Arguments.Parse(["x"], "--instances", "--logs")).Message);

    [Fact]
    public void Parse_ValueMissing_SaysSo() =>
        Assert.Equal(
            "--instances needs a value", Assert.Throws<UsageException>(() => Arguments.Parse(["--instances"], "--instances")).Message);

    [Theory]
    [InlineData("0")]
    [InlineData("many")]
    public void Instances_NotACount_SaysSo(string value) =>
        Assert.Equal(
            $"--instances must be a number from 1, not '{value}'",
            Assert.Throws<UsageException>(() => Arguments.Parse(["--instances", value], "--instances").Instances()).Message);

    [Theory]
    [InlineData("0.33", 0.33)]
    [InlineData(null, 0.1)]
    public void Number_WithinBounds_IsTaken(string? value, double expected) =>
        Assert.Equal(expected, Arguments.Parse(value is null ? [] : ["--rate", value], "--rate").Number("--rate", 0.1, 0, 1));

    [Theory]
    [InlineData("2")]
    [InlineData("much")]
    [InlineData("NaN")]
    public void Number_OutOfBounds_NamesThem(string value) =>
        Assert.Equal(
            $"--rate must be a number from 0 to 1, not '{value}'",
            Assert.Throws<UsageException>(() => Arguments.Parse(["--rate", value], "--rate").Number("--rate", 0.1, 0, 1)).Message);
}
