using System.Text.RegularExpressions;
using FleetingPluginAws.Tests.Harness;
using TestKit;

namespace FleetingPluginAws.Tests.Docs;

/// <summary>What pages tell their readers to run of build.sh and of the plugin, these know. fleeting-host has a test of its own beside it.</summary>
public sealed partial class CommandsInPagesTests
{
    // They hand their options to fleeting-host.
    private static readonly string[] _ofTheHost = ["demo", "bench", "chaos"];

    [Fact]
    public void BuildScript_Usage_HasItsVerbs() => Assert.Equal(Labels().Order(), Usage().Keys.Append("build").Order());

    [Fact]
    public void BuildScript_InPages_KnowsVerbAndOptions()
    {
        var usage = Usage();
        var commands = ShellCommand.InPages("./build.sh").Where(command => command.Words.Count > 0).ToList();

        Assert.NotEmpty(commands);
        Assert.DoesNotContain(commands, command => !usage.ContainsKey(command.Verb));
        Assert.DoesNotContain(commands, command => !_ofTheHost.Contains(command.Verb) && command.Options.Except(Options(usage[command.Verb])).Any());
    }

    [Fact]
    public async Task Plugin_InPages_KnowsCommandAndOptions()
    {
        var known = Indented().Matches(await PrintedAsync("help")).Select(match => match.Groups[1].Value).ToList();
        var options = Options(await PrintedAsync("check", "--help"));
        // The commands of that page are wrong on purpose.
        var commands = ShellCommand.InPages("fleeting-plugin-aws")
            .Where(command => command.Words.Count > 0 && command.Page != "docs/reference/bad-inputs.md").ToList();

        Assert.Contains("check", known);
        Assert.NotEmpty(commands);
        Assert.DoesNotContain(commands, command => !known.Contains(command.Verb));
        Assert.DoesNotContain(commands, command => command.Options.Except(command.Verb == "check" ? options : []).Any());
    }

    /// <summary>What build.sh says of each verb.</summary>
    private static Dictionary<string, string> Usage() => Indented().Matches(Between("<<'TEXT'\n", "\nTEXT\n"))
        .ToDictionary(match => match.Groups[1].Value, match => match.Value);

    private static IEnumerable<string> Labels() => Label().Matches(Between("case \"${1:-build}\" in\n", "\nesac")).Select(match => match.Groups[1].Value);

    private static string Between(string start, string end)
    {
        var script = Repository.Read("build.sh");
        var from = script.IndexOf(start, StringComparison.Ordinal) + start.Length;
        return script[from..script.IndexOf(end, from, StringComparison.Ordinal)];
    }

    private static IEnumerable<string> Options(string text) => Option().Matches(text).Select(match => match.Value);

    private static async Task<string> PrintedAsync(params string[] arguments)
    {
        await using var plugin = PluginProcess.Start(arguments, []);
        return (await plugin.EndAsync()).Stdout;
    }

    [GeneratedRegex("^  ([a-z-]+) .*$", RegexOptions.Multiline)]
    private static partial Regex Indented();

    [GeneratedRegex(@"^  ([a-z-]+)\)", RegexOptions.Multiline)]
    private static partial Regex Label();

    [GeneratedRegex("--[a-z-]+")]
    private static partial Regex Option();
}
