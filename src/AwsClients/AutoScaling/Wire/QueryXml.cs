using System.Globalization;
using System.Xml.Linq;

namespace AwsClients.AutoScaling.Wire;

/// <summary>Reads members by name, whatever the namespace and the order. What is absent or empty is null.</summary>
internal static class QueryXml
{
    public static XElement? Child(this XElement element, string name) => element.Elements().FirstOrDefault(e => e.Name.LocalName == name);

    public static string? Text(this XElement element, string name) => element.Child(name)?.Value is { Length: > 0 } text ? text : null;

    public static int? Number(this XElement element, string name) =>
        element.Text(name) is { } text ? int.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) : null;

    public static bool? Flag(this XElement element, string name) => element.Text(name) is { } text ? bool.Parse(text) : null;

    public static DateTime? Time(this XElement element, string name) =>
        element.Text(name) is { } text ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture).UtcDateTime : null;

    /// <summary>The structure under that name; null when it is absent or empty.</summary>
    public static T? Structure<T>(this XElement element, string name, Func<XElement, T> read)
        where T : class => element.Child(name) is { HasElements: true } child ? read(child) : null;

    /// <summary>The list under that name; empty when it is absent.</summary>
    public static List<T> Members<T>(this XElement element, string name, Func<XElement, T> read) =>
        element.Child(name)?.Elements().Where(e => e.Name.LocalName == "member").Select(read).ToList() ?? [];
}
