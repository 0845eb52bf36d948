using Fleeting.Aws.Checks.Reading;
using Fleeting.Aws.Checks.Reporting;
using Fleeting.Aws.Configuration;

namespace Fleeting.Aws.Checks.Judging;

/// <summary>Whether the plugin gets as far as a call of AWS.</summary>
internal static class SessionRules
{
    public static IReadOnlyList<Rule> All { get; } =
    [
        Rule.Of("configuration", Configuration),
        Rule.OnFound("region", facts => facts.Region, "Set region in plugin_config", (_, region) => Verdict.Well($"the region is {region}")),
        Rule.OnFound(
            "credentials", facts => facts.Credentials, "Give the runner credentials: docs/reference/credentials-and-endpoints.md has the order of the sources",
            (_, source) => Verdict.Well($"they come from {source}")),
        Rule.OnFound(
            "identity", facts => facts.Identity, "Check which credentials are found, whether they expired, and the clock of this machine",
            (_, who) => Verdict.Well($"{who.Arn} in account {who.Account}")),
    ];

    private static Verdict Configuration(Facts facts)
    {
        var target = facts.Target;
        if (target.Problems.Count > 0)
        {
            var hints = string.Join("; ", target.UnknownKeys.Select(key => $"\"{key}\" is no key: is it meant to be {ConfigKey.Nearest(key)}?"));
            return Verdict.Wrong(
                string.Join("; ", target.Problems), $"Mend config.toml{(hints.Length == 0 ? "" : $": {hints}")}; docs/reference/configuration.md has all keys");
        }

        return target.UnknownKeys.Count > 0
            ? Verdict.Warning(
                $"plugin_config has keys that the plugin does not know: {string.Join(", ", target.UnknownKeys)}",
                $"Did you mean {string.Join(", ", target.UnknownKeys.Select(ConfigKey.Nearest))}?")
            : Verdict.Well("plugin_config and connector_config can be used");
    }
}
