using System.Globalization;

namespace FleetingHost.Reporting;

/// <summary>Lines that say what happens while it happens, each with the seconds since the start. Safe from any thread.</summary>
internal sealed class Progress(TextWriter writer, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly long _started = time.GetTimestamp();

    /// <summary>Since this object was made.</summary>
    public TimeSpan Elapsed => time.GetElapsedTime(_started);

    /// <summary>One thing that happened.</summary>
    public void Line(string text) => Write(string.Create(CultureInfo.InvariantCulture, $"{Elapsed.TotalSeconds,7:0.0} s  {text}"));

    /// <summary>A text of several lines, each behind a name.</summary>
    public void Block(string name, string text)
    {
        foreach (var line in text.TrimEnd().Split('\n'))
        {
            Write($"           {name} | {line.TrimEnd('\r')}");
        }
    }

    private void Write(string line)
    {
        lock (_lock)
        {
            writer.WriteLine(line);
        }
    }
}
