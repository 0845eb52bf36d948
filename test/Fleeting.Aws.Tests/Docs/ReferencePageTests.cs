using System.Reflection;
using Fleeting.Aws.Calls;
using Fleeting.Aws.Configuration;
using Fleeting.Aws.Connecting;
using Fleeting.Aws.Logging;
using Microsoft.Extensions.Logging;
using TestKit;

namespace Fleeting.Aws.Tests.Docs;

/// <summary>The reference pages say what the code does.</summary>
public sealed class ReferencePageTests
{
    [Fact]
    public void ConfigurationPage_PluginConfig_HasEveryKeyAndNoOther() =>
        Assert.Equal(ConfigKey.All.Order(), Section("[runners.autoscaler.plugin_config]").Select(row => row[0]).Order());

    [Fact]
    public void ConfigurationPage_ConnectorConfig_HasEveryFieldOfTheProtocol()
    {
        // The host reads key_path and sends its content as key.
        var fields = Protocol.ConnectorConfig.Descriptor.Fields.InDeclarationOrder()
            .Select(field => field.Name switch { "key" => "key_path", "useStaticCredentials" => "use_static_credentials", var name => name });

        Assert.Equal(fields.Order(), Section("[runners.autoscaler.connector_config]").Select(row => row[0]).Order());
    }

    [Fact]
    public void ConfigurationPage_Defaults_AreTheCodes() =>
        Assert.Equal(
            $"{ConnectorDetection.DefaultUsername}`; `{ConnectorDetection.DefaultWindowsUsername}` on Windows",
            Section("[runners.autoscaler.connector_config]").Single(row => row[0] == "username")[2]);

    [Fact]
    public void IamPage_Actions_AreTheCodes() =>
        Assert.Equal(
            AwsAction.All.Select(action => (action.Name, action.NeededFor)),
            Repository.ReadTable("docs/reference/iam.md").Select(row => (row[0], row[1])));

    [Fact]
    public void GroupSettingsPage_Table_HasEveryWarningOfTheGroupsSettings() =>
        Assert.Equal(
            typeof(Log).GetMethods().Where(method => method.GetCustomAttribute<LoggerMessageAttribute>() is { EventId: >= 3010 and <= 3018 })
                .Select(method => method.Name).Order(),
            GroupWarnings().Order());

    [Fact]
    public void GroupSettingsPage_EachWarning_HasTheCommandThatMendsIt()
    {
        var sections = Repository.Read("docs/guides/group-settings.md").Split("\n## ");

        foreach (var warning in GroupWarnings())
        {
            Assert.Contains("```shell\naws autoscaling ", sections.Single(text => text.Split('\n')[0].Split(", ").Contains(warning)), StringComparison.Ordinal);
        }
    }

    private static IEnumerable<string> GroupWarnings() =>
        from line in Repository.Read("docs/guides/group-settings.md").Split('\n')
        where line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| Setting", StringComparison.Ordinal)
        from name in line.Trim('|', ' ').Split(" | ")[^1].Split(", ")
        select name;

    private static IEnumerable<string[]> Section(string heading)
    {
        var page = Repository.Read("docs/reference/configuration.md");
        var start = page.IndexOf($"## `{heading}`", StringComparison.Ordinal);
        var end = page.IndexOf("\n## ", start + 1, StringComparison.Ordinal);
        return (end < 0 ? page[start..] : page[start..end]).Split('\n')
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Trim('|', ' ').Split(" | ").Select(cell => cell.Trim().Trim('`')).ToArray());
    }
}
