using System.Text;
using Tomlyn;
using Tomlyn.Model;
using Tomlyn.Parsing;
using Tomlyn.Syntax;

namespace Fleeting.Configuration;

/// <summary>Reads GitLab Runner's config.toml as far as a plugin is concerned. It is for people who look at a configuration: serving never reads it.</summary>
public static class RunnerConfigFile
{
    private const long LargestFile = 8 * 1024 * 1024;

    private const string CheckPath = "check the path, and that the user who runs this may read it";

    /// <summary>Reads one runner of a file.</summary>
    /// <param name="file">The path of config.toml.</param>
    /// <param name="runnerName">Which runner; null takes the only one that has an autoscaler.</param>
    /// <exception cref="RunnerConfigException">It cannot be read, is no TOML, or has no such runner.</exception>
    public static RunnerConfig Read(string file, string? runnerName)
    {
        string toml;
        try
        {
            if (Directory.Exists(file))
            {
                throw new RunnerConfigException(file, "it is a folder; name the config.toml in it");
            }

            toml = new FileInfo(file) is { Exists: true, Length: > LargestFile }
                ? throw new RunnerConfigException(file, $"it is larger than {LargestFile / 1024 / 1024} MiB, which no config.toml is")
                : File.ReadAllText(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RunnerConfigException(file, $"{e.Message.TrimEnd('.')}; {CheckPath}", e);
        }

        return Parse(toml, file, runnerName);
    }

    /// <summary>The same, of a text; <paramref name="file"/> only names it in errors.</summary>
    /// <exception cref="RunnerConfigException">It is no TOML, or has no such runner.</exception>
    public static RunnerConfig Parse(string toml, string file, string? runnerName)
    {
        var problems = new List<string>();
        var runners = new TomlSection("", Root(toml, file), problems).Sections("runners");
        return problems.Count > 0 && runners.Count == 0
            ? throw new RunnerConfigException(file, string.Join("; ", problems))
            : Read(Choose(runners, file, runnerName), problems);
    }

    private static TomlTable Root(string toml, string file)
    {
        try
        {
            // Before it is read: the reader takes a key that stands twice, which TOML forbids.
            var document = SyntaxParser.Parse(toml);
            if (document.HasErrors)
            {
                throw NotToml(file, document.Diagnostics.First(message => message.Kind == DiagnosticMessageKind.Error).Span.Start.Line + 1);
            }

            return TomlSerializer.Deserialize(toml, TomlContext.Default.TomlTable) ?? [];
        }
        catch (TomlException e)
        {
            throw NotToml(file, e.Line);
        }
    }

    // The parser's own message may quote the text, and the text may hold a token: only the place is told.
    private static RunnerConfigException NotToml(string file, int? line) => new(
        file, $"it is not TOML{(line is null ? "" : $" (line {line})")}; look for a quote or bracket that is missing, or a key that stands twice");

    private static TomlSection Choose(IReadOnlyList<TomlSection> runners, string file, string? name)
    {
        var autoscaling = runners.Where(runner => runner.Has("autoscaler")).ToList();
        var names = string.Join(", ", autoscaling.Select(runner => $"\"{runner.String("name")}\""));
        return (autoscaling, name) switch
        {
            ([], _) => throw new RunnerConfigException(
                file, $"none of its {runners.Count} [[runners]] has a section [runners.autoscaler]; name the config.toml of a runner that has one"),
            ([var only], null) => only,
            (_, null) => throw new RunnerConfigException(file, $"it has several runners with an autoscaler; say which by --runner: {names}"),
            _ => autoscaling.FirstOrDefault(runner => runner.String("name") == name)
                ?? throw new RunnerConfigException(file, $"it has no runner \"{name}\" with an autoscaler, only {names}; give one of these by --runner"),
        };
    }

    private static RunnerConfig Read(TomlSection runner, List<string> problems)
    {
        var autoscaler = runner.Section("autoscaler") ?? runner.Empty("autoscaler");
        var connector = autoscaler.Section("connector_config") ?? autoscaler.Empty("connector_config");
        connector.CheckDuration("keepalive");
        connector.CheckDuration("timeout");
        var json = autoscaler.Section("plugin_config") is { } config ? Encoding.UTF8.GetBytes(TomlJson.Write(config.Table)) : [];
        return new RunnerConfig
        {
            Name = runner.String("name"),
            Settings = new GroupSettings(json, ReadConnector(connector)),
            MaxInstances = autoscaler.Integer("max_instances"),
            UseExternalAddress = connector.Bool("use_external_addr"),
            Problems = problems,
        };
    }

    private static ConnectorConfig ReadConnector(TomlSection section) => new()
    {
        Os = section.String("os"),
        Arch = section.String("arch"),
        Protocol = section.String("protocol"),
        ProtocolPort = section.Integer("protocol_port"),
        Username = section.String("username"),
        Password = section.String("password"),
        Key = ReadKey(section),
        UseStaticCredentials = section.Bool("use_static_credentials"),
    };

    private static byte[] ReadKey(TomlSection section)
    {
        var path = section.String("key_path");
        try
        {
            return path.Length == 0 ? [] : File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            section.Problem("key_path", $"cannot be read: {(Directory.Exists(path) ? $"{path} is a folder" : e.Message.TrimEnd('.'))}; {CheckPath}");
            return [];
        }
    }
}
