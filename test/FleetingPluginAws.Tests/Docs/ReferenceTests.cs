using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Fleeting.Aws.Checks;
using Fleeting.CommandLine;
using FleetingPluginAws.Tests.Harness;
using GoPlugin;
using TestKit;

namespace FleetingPluginAws.Tests.Docs;

/// <summary>Keeps docs/reference in step with the code.</summary>
public sealed partial class ReferenceTests
{
    [Fact]
    public void ExitCodes_InThePage_AreThoseOfTheCode()
    {
        var inCode = new[] { typeof(PluginExitCode), typeof(CommandLineExitCode), typeof(CheckExitCode) }
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Select(field => (Code: (int)field.GetRawConstantValue()!, field.Name));

        var inPage = ExitCodeRow().Matches(Repository.Read("docs/reference/exit-codes.md"))
            .SelectMany(row => row.Groups["name"].Captures.Select(
                name => (Code: int.Parse(row.Groups["code"].Value, CultureInfo.InvariantCulture), Name: name.Value)));

        Assert.Equal(inCode.Order(), inPage.Order());
    }

    [Fact]
    public async Task CommandLine_InThePage_IsWhatHelpPrints()
    {
        await using var plugin = PluginProcess.Start(["help"], []);

        var (_, help, _) = await plugin.EndAsync();

        Assert.Contains($"```\n{help}```\n", Repository.Read("docs/reference/command-line.md"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_InThePage_IsWhatItsHelpPrints()
    {
        await using var plugin = PluginProcess.Start(["check", "--help"], []);

        var (exitCode, help, _) = await plugin.EndAsync();

        Assert.Equal(0, exitCode);
        Assert.Contains($"```\n{help}```\n", Repository.Read("docs/reference/command-line.md"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Version_LabelsInThePage_AreThoseItPrints()
    {
        await using var plugin = PluginProcess.Start(["version"], []);

        var (_, version, _) = await plugin.EndAsync();
        var page = Repository.Read("docs/reference/command-line.md");
        var section = page[page.IndexOf("## version", StringComparison.Ordinal)..page.IndexOf("## bootstrap", StringComparison.Ordinal)];

        Assert.Equal(
            version.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line[..line.IndexOf(':', StringComparison.Ordinal)]),
            LabelRow().Matches(section).Select(row => row.Groups[1].Value));
    }

    [GeneratedRegex(@"^\| (?<code>\d+) \| (?:`(?<name>\w+)`(?:, )?)+ \|", RegexOptions.Multiline)]
    private static partial Regex ExitCodeRow();

    [GeneratedRegex(@"^\| `([A-Z][^`]*)` \|", RegexOptions.Multiline)]
    private static partial Regex LabelRow();
}
