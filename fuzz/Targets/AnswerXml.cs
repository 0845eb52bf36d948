using System.Collections;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Xml;
using Amazon.Runtime;

namespace Fuzz.Targets;

/// <summary>Writes an answer of the Query protocol: an element a property, a member an item.</summary>
internal static class AnswerXml
{
    public static JsonSerializerOptions Json { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Of(string name, AmazonWebServiceResponse answer)
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, new XmlWriterSettings { NewLineHandling = NewLineHandling.Entitize }))
        {
            xml.WriteStartElement($"{name}Response");
            xml.WriteStartElement($"{name}Result");
            Members(xml, answer);
            xml.WriteEndElement();
            xml.WriteStartElement("ResponseMetadata");
            Value(xml, "RequestId", answer.ResponseMetadata.RequestId);
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        return bytes.ToArray();
    }

    private static void Members(XmlWriter xml, object of)
    {
        foreach (var property in of.GetType().GetProperties().Where(property => property.DeclaringType == of.GetType()))
        {
            Value(xml, property.Name, property.GetValue(of));
        }
    }

    private static void Value(XmlWriter xml, string name, object? value)
    {
        if (value is null)
        {
            return;
        }

        xml.WriteStartElement(name);
        switch (value)
        {
            case string text:
                xml.WriteString(text);
                break;
            case DateTime time:
                xml.WriteString(time.ToString("O", CultureInfo.InvariantCulture));
                break;
            case bool flag:
                xml.WriteString(flag ? "true" : "false");
                break;
            case IFormattable number:
                xml.WriteString(number.ToString(null, CultureInfo.InvariantCulture));
                break;
            case IEnumerable items:
                foreach (var item in items)
                {
                    Value(xml, "member", item);
                }

                break;
            default:
                Members(xml, value);

                // An empty structure is none; one without known members is.
                xml.WriteComment("");
                break;
        }

        xml.WriteEndElement();
    }
}
