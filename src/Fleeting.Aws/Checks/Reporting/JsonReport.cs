using System.Text;
using System.Text.Json;

namespace Fleeting.Aws.Checks.Reporting;

/// <summary>A report for machines: one JSON object.</summary>
internal static class JsonReport
{
    public static string Write(Report report)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("group", report.Group);
            json.WriteString("region", report.Region);
            foreach (var outcome in Enum.GetValues<Outcome>())
            {
                json.WriteNumber(Name(outcome), report.Count(outcome));
            }

            json.WriteStartArray("checks");
            foreach (var check in report.Checks)
            {
                json.WriteStartObject();
                json.WriteString("check", check.Name);
                json.WriteString("about", check.About);
                json.WriteString("outcome", Name(check.Verdict.Outcome));
                json.WriteString("text", check.Verdict.Text);
                json.WriteString("next", check.Verdict.Next);
                json.WriteString("link", check.Link);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }

    private static string Name(Outcome outcome) => outcome switch
    {
        Outcome.Well => "well",
        Outcome.Warning => "warning",
        Outcome.Wrong => "wrong",
        _ => "not_checked",
    };
}
