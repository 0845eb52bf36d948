using System.Globalization;

namespace AwsSimulator.Tests.Wire;

/// <summary>One file of Recorded/: what was asked, and what came back.</summary>
internal sealed record RecordedAnswer(string Service, int Status, IReadOnlyDictionary<string, string> Parameters, string Body)
{
    public static RecordedAnswer Read(string name)
    {
        var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Recorded", name));
        var request = lines[1][2..];
        return new RecordedAnswer(
            name.Split('-')[0],
            int.Parse(lines[0].Split(' ')[2], CultureInfo.InvariantCulture),
            request.StartsWith('{') ? new Dictionary<string, string>() : request.Split('&').Select(pair => pair.Split('='))
                .ToDictionary(pair => pair[0], pair => Uri.UnescapeDataString(pair[1])),
            string.Join('\n', lines[2..]));
    }
}
