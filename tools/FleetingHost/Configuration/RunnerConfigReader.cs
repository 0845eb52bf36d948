using Tomlyn;
using Tomlyn.Model;

namespace FleetingHost.Configuration;

/// <summary>Reads GitLab Runner's config.toml. Keys that this host has no use for are left alone.</summary>
internal static class RunnerConfigReader
{
    /// <summary>Reads one runner of a file.</summary>
    /// <param name="file">The path of config.toml.</param>
    /// <param name="runnerName">Which runner; null takes the only one that has an autoscaler.</param>
    /// <exception cref="ConfigurationException">It cannot be used; names every problem.</exception>
    public static RunnerConfig ReadFile(string file, string? runnerName)
    {
        try
        {
            return Read(File.ReadAllText(file), file, runnerName);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException(file, [exception.Message], exception);
        }
    }

    /// <summary>The same, of a text that was read already; <paramref name="file"/> only names it in errors.</summary>
    public static RunnerConfig Read(string toml, string file, string? runnerName)
    {
        var problems = new List<string>();
        var root = Parse(toml, file);
        var runner = Choose(new TomlSection("", root, problems).Sections("runners"), file, runnerName);
        var config = ReadRunner(runner, problems);
        return problems.Count == 0 ? config : throw new ConfigurationException(file, problems);
    }

    private static TomlTable Parse(string toml, string file)
    {
        try
        {
            return TomlSerializer.Deserialize<TomlTable>(toml)!;
        }
        catch (TomlException exception)
        {
            throw new ConfigurationException(file, [$"it is not TOML: {exception.Message}"], exception);
        }
    }

    private static TomlSection Choose(IReadOnlyList<TomlSection> runners, string file, string? name)
    {
        var autoscaling = runners.Where(runner => runner.Table.ContainsKey("autoscaler")).ToList();
        var names = string.Join(", ", autoscaling.Select(runner => $"'{runner.String("name")}'"));
        if (autoscaling.Count == 0)
        {
            throw new ConfigurationException(file, [$"none of its {runners.Count} [[runners]] has a section [runners.autoscaler]"]);
        }

        if (name is null)
        {
            return autoscaling.Count == 1
                ? autoscaling[0]
                : throw new ConfigurationException(file, [$"it has several runners with an autoscaler, say which by --runner: {names}"]);
        }

        return autoscaling.FirstOrDefault(runner => runner.String("name") == name)
            ?? throw new ConfigurationException(file, [$"it has no runner '{name}' with an autoscaler, only {names}"]);
    }

    private static RunnerConfig ReadRunner(TomlSection runner, List<string> problems)
    {
        var autoscaler = runner.Section("autoscaler") ?? new TomlSection("runners.autoscaler", [], problems);
        var plugin = autoscaler.String("plugin");
        if (plugin == "")
        {
            autoscaler.Problem("plugin", "is missing");
        }

        var capacity = autoscaler.Integer("capacity_per_instance", 1);
        if (capacity < 1)
        {
            autoscaler.Problem("capacity_per_instance", $"is {capacity}, it must be 1 or more");
        }

        return new RunnerConfig
        {
            Name = runner.String("name"),
            Plugin = plugin,
            CapacityPerInstance = Math.Max(1, capacity),
            MaxUseCount = autoscaler.Integer("max_use_count"),
            MaxInstances = autoscaler.Integer("max_instances"),
            PluginConfig = GoJson.Write(autoscaler.Section("plugin_config")?.Table),
            Connector = autoscaler.Section("connector_config") is { } connector ? ConnectorReader.Read(connector) : new(),
            Policies = [.. autoscaler.Sections("policy").Select(ReadPolicy)],
            UpdateInterval = Interval(autoscaler, "update_interval", TimeSpan.FromSeconds(60)),
            UpdateIntervalWhenExpecting = Interval(autoscaler, "update_interval_when_expecting", TimeSpan.FromSeconds(2)),
        };
    }

    private static ScalingPolicy ReadPolicy(TomlSection policy) => new()
    {
        Periods = policy.Strings("periods"),
        IdleCount = policy.Integer("idle_count"),
        IdleTime = GoDuration.ToTimeSpan(policy.Duration("idle_time")),
    };

    private static TimeSpan Interval(TomlSection section, string key, TimeSpan defaultValue)
    {
        var nanoseconds = section.Duration(key);
        return nanoseconds == 0 ? defaultValue : GoDuration.ToTimeSpan(nanoseconds);
    }
}
