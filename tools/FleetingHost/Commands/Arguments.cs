using System.Globalization;
using Microsoft.Extensions.Logging;

namespace FleetingHost.Commands;

/// <summary>The words of a command line, sorted.</summary>
internal sealed record Arguments
{
    private static readonly string[] _flags = ["--logs", "--yes"];

    /// <summary><c>--name value</c>, by name.</summary>
    public required IReadOnlyDictionary<string, string> Options { get; init; }

    /// <summary>Whether every log line of the plugin is shown.</summary>
    public bool Logs => Options.ContainsKey("--logs");

    /// <summary>The least level of the plugin's log lines that are shown; all of them with <see cref="Logs"/>.</summary>
    public LogLevel Shown(LogLevel otherwise) => Logs ? LogLevel.Trace : otherwise;

    /// <summary>Whether nobody is to be asked.</summary>
    public bool Yes => Options.ContainsKey("--yes");

    /// <summary>What follows <c>--</c>, joined by spaces as ssh joins it.</summary>
    public string Command { get; init; } = "";

    /// <summary>Sorts the words after the verb.</summary>
    /// <param name="words">The words.</param>
    /// <param name="allowed">The options that this verb knows.</param>
    /// <exception cref="UsageException">A word is unknown or an option lacks its value.</exception>
    public static Arguments Parse(IReadOnlyList<string> words, params IReadOnlyList<string> allowed)
    {
        var options = new Dictionary<string, string>();
        for (var i = 0; i < words.Count; i++)
        {
            var word = words[i];
            if (word == "--")
            {
                return new Arguments { Options = options, Command = string.Join(' ', words.Skip(i + 1)) };
            }

            if (!allowed.Contains(word))
            {
                throw new UsageException($"unknown argument '{word}', expected {string.Join(", ", allowed)}");
            }

            if (_flags.Contains(word))
            {
                options[word] = "";
            }
            else if (++i < words.Count)
            {
                options[word] = words[i];
            }
            else
            {
                throw new UsageException($"{word} needs a value");
            }
        }

        return new Arguments { Options = options };
    }

    /// <summary>The path of GitLab Runner's config.toml.</summary>
    /// <exception cref="UsageException">It was not given.</exception>
    public string Config() => Options.TryGetValue("--config", out var file)
        ? file
        : throw new UsageException("--config is missing: the path of GitLab Runner's config.toml");

    /// <summary>The number of instances that was asked for; null when none was.</summary>
    public int? Instances()
    {
        if (!Options.TryGetValue("--instances", out var text))
        {
            return null;
        }

        return int.TryParse(text, out var count) && count > 0
            ? count
            : throw new UsageException($"--instances must be a number from 1, not '{text}'");
    }

    /// <summary>A number with bounds; what was not given is <paramref name="otherwise"/>.</summary>
    public double Number(string name, double otherwise, double least, double most)
    {
        if (!Options.TryGetValue(name, out var text))
        {
            return otherwise;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new UsageException(string.Create(
                CultureInfo.InvariantCulture, $"{name} must be a number from {least} to {most}, not '{text}'"));
    }
}
