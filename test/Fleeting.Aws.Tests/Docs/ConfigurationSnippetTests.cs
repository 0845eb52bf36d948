using System.Text.RegularExpressions;
using Fleeting.Aws.Configuration;
using Fleeting.Configuration;
using TestKit;
using Tomlyn;
using Tomlyn.Model;

namespace Fleeting.Aws.Tests.Docs;

/// <summary>Whoever copies a TOML snippet from a page gets what the plugin takes, without a word.</summary>
public sealed partial class ConfigurationSnippetTests : IDisposable
{
    private readonly string _key = Path.GetTempFileName();

    public ConfigurationSnippetTests() => File.WriteAllBytes(_key, TestKeys.Rsa.Span);

    public static TheoryData<string, int> Snippets =>
        [.. from page in MarkdownPage.All from block in page.Blocks where block.Language == "toml" select (page.Path, block.Line)];

    public void Dispose() => File.Delete(_key);

    [Theory]
    [MemberData(nameof(Snippets))]
    public void Snippet_OfAPage_IsTaken(string page, int line)
    {
        var toml = Text(page, line);

        var config = RunnerConfigFile.Parse(toml, $"{page}:{line}", null);
        var problems = new List<string>(config.Problems);
        ConnectorSettingsReader.Read(config.Settings.Connector, problems);
        if (!config.Settings.PluginConfig.IsEmpty)
        {
            PluginConfigReader.Read(config.Settings.PluginConfig, problems, out var unknownKeys);
            Assert.Empty(unknownKeys);
        }

        Assert.Empty(problems);
        Assert.Empty(ConnectorKeys(toml).Except(KnownConnectorKeys()));
    }

    /// <summary>A snippet as a whole config.toml, with a key that is there.</summary>
    private string Text(string path, int line)
    {
        var snippet = MarkdownPage.All.Single(page => page.Path == path).Blocks.Single(block => block.Line == line).Text;
        var whole = snippet.Contains("[[runners]]", StringComparison.Ordinal) ? snippet : $"[[runners]]\n[runners.autoscaler]\n{snippet}";
        return KeyPath().Replace(whole, $"key_path = \"{_key}\"");
    }

    private static IEnumerable<string> ConnectorKeys(string toml)
    {
        var runner = (TomlTable)((TomlTableArray)TomlSerializer.Deserialize<TomlTable>(toml)!["runners"])[0];
        return ((TomlTable)runner["autoscaler"]).TryGetValue("connector_config", out var connector) ? ((TomlTable)connector).Keys : [];
    }

    // The table of the page is held against the protocol by ReferencePageTests; one key stays with the host.
    private static IEnumerable<string> KnownConnectorKeys() =>
        Repository.ReadTable("docs/reference/configuration.md").Select(row => row[0]).Except(ConfigKey.All).Append("use_external_addr");

    [GeneratedRegex("key_path = \".*\"")]
    private static partial Regex KeyPath();
}
