using System.Text.RegularExpressions;
using FleetingHost.Commands;
using TestKit;

namespace FleetingHost.Tests.Docs;

/// <summary>What pages tell their readers to run of fleeting-host, its usage has; also by way of build.sh.</summary>
public sealed partial class CommandsInPagesTests
{
    [Fact]
    public void Host_InPages_KnowsVerbAndOptions()
    {
        var usage = Synopsis().Matches(Usage.Text).ToDictionary(match => match.Groups[1].Value, match => match.Value);
        var commands = ShellCommand.InPages("fleeting-host").Concat(ShellCommand.InPages("dotnet run --project tools/FleetingHost --")).ToList();
        var built = ShellCommand.InPages("./build.sh").Where(command => usage.ContainsKey(command.Verb)).ToList();

        Assert.NotEmpty(commands);
        Assert.NotEmpty(built);
        Assert.DoesNotContain(commands, command => !usage.ContainsKey(command.Verb));
        Assert.DoesNotContain(
            commands.Concat(built), command => command.Options.Except(Option().Matches(usage[command.Verb]).Select(match => match.Value)).Any());
    }

    [GeneratedRegex("^  fleeting-host ([a-z]+) .*$", RegexOptions.Multiline)]
    private static partial Regex Synopsis();

    [GeneratedRegex("--[a-z]+")]
    private static partial Regex Option();
}
