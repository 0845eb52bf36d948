using System.Globalization;

namespace AwsSimulator.Control;

/// <summary>Options with their values, read from the front.</summary>
internal sealed class Arguments(IReadOnlyList<string> all)
{
    /// <summary>How many were read.</summary>
    public int Position { get; private set; }

    /// <summary>The next option; null: there is none.</summary>
    public string? Next() => Position < all.Count ? all[Position++] : null;

    /// <exception cref="ArgumentException">There is none.</exception>
    public string Text(string option) => Next() ?? throw new ArgumentException($"{option} needs a value");

    /// <exception cref="ArgumentException">There is none, or it is no whole number from 0 on.</exception>
    public int Number(string option) => Number(option, Text(option));

    /// <exception cref="ArgumentException">It is 0 or above 65535, or no number.</exception>
    public int Port(string option)
    {
        var text = Text(option);
        return Number(option, text) is > 0 and <= 65535 and var port ? port : throw new ArgumentException($"{option} needs a port from 1 to 65535, not {text}");
    }

    /// <summary>A whole number from 0 on.</summary>
    /// <param name="what">What is to be a number, for the error.</param>
    /// <exception cref="ArgumentException">It is none.</exception>
    public static int Number(string what, string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new ArgumentException($"{what} needs a whole number, not {text}");
}
