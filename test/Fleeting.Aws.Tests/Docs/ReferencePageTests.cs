using Fleeting.Aws.Calls;
using Fleeting.Aws.Configuration;
using Fleeting.Aws.Connecting;
using Fleeting.Aws.Logging;
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
    public void GroupSettingsPage_Warnings_AreLogEvents()
    {
        var page = Repository.Read("docs/guides/group-settings.md");
        var warnings = typeof(Log).GetMethods().Select(m => m.Name).ToHashSet();

        foreach (var name in page.Split('\n').Where(l => l.StartsWith("| ", StringComparison.Ordinal)).Skip(2).Select(l => l.Trim('|', ' ').Split(" | ")[^1]))
        {
            Assert.Contains(name, warnings);
        }
    }

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
