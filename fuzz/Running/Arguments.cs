using System.Globalization;

namespace Fuzz.Running;

/// <summary>What <c>./build.sh fuzz</c> was given.</summary>
internal sealed record Arguments
{
    public const string Usage =
        """
        usage: ./build.sh fuzz [--minutes N] [--seconds N] [--target NAME] [--seed N]
               ./build.sh fuzz --target NAME --replay FILE

          --minutes, --seconds  the time of the whole run, which the targets share evenly (1 minute)
          --target              one boundary alone
          --seed                of the mutations; another each time when not given
          --replay              runs one input, as a finding was saved
        """;

    public TimeSpan Time { get; init; } = TimeSpan.FromMinutes(1);

    public string? Target { get; init; }

    public int? Seed { get; init; }

    public string? Replay { get; init; }

    /// <exception cref="UsageException">They cannot be understood.</exception>
    public static Arguments Parse(IReadOnlyList<string> words)
    {
        var arguments = new Arguments();
        for (var i = 0; i < words.Count; i += 2)
        {
            var value = i + 1 < words.Count ? words[i + 1] : throw new UsageException($"{words[i]} needs a value");
            arguments = words[i] switch
            {
                "--minutes" => arguments with { Time = TimeSpan.FromMinutes(Number(words[i], value)) },
                "--seconds" => arguments with { Time = TimeSpan.FromSeconds(Number(words[i], value)) },
                "--target" => arguments with { Target = value },
                "--seed" => arguments with { Seed = Number(words[i], value) },
                "--replay" => arguments with { Replay = value },
                _ => throw new UsageException($"{words[i]} is none of the options"),
            };
        }

        return arguments.Replay is null || arguments.Target is not null
            ? arguments
            : throw new UsageException("--replay needs --target");
    }

    private static int Number(string option, string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw new UsageException($"{option} needs a whole number above 0, not {value}");
}
