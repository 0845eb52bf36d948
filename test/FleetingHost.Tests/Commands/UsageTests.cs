using System.Reflection;
using FleetingHost.Commands;

namespace FleetingHost.Tests.Commands;

public sealed class UsageTests
{
    [Fact]
    public void Text_ExitCodes_AreAllExplained()
    {
        var explained = Usage.Text.Split('\n').SkipWhile(line => line != "Exit codes:").Skip(1)
            .Select(line => int.Parse(line.Trim().Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture));

        var codes = typeof(ExitCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (int)field.GetRawConstantValue()!);

        Assert.Equal(codes.Order(), explained);
    }

    [Theory]
    [InlineData("no command; see fleeting-host --help")]
    [InlineData("unknown command 'destroy'; see fleeting-host --help", "destroy")]
    public async Task RunAsync_NoSuchCommand_IsExitCode2(string message, params string[] words)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();

        Assert.Equal(ExitCodes.Usage, await CommandLine.RunAsync(words, output, error));

        Assert.Equal(("", $"fleeting-host: {message}\n"), (output.ToString(), error.ToString()));
    }
}
