using System.Xml.Linq;

namespace AwsSimulator.Wire;

/// <summary>Builds elements in one namespace.</summary>
internal sealed class XmlTree(XNamespace ns)
{
    public XElement Node(string name, params object?[] content) => new(ns + name, content);

    /// <summary>A list element whose members are all called so.</summary>
    public XElement List(string name, string member, IEnumerable<object?> members) =>
        new(ns + name, members.Select(content => new XElement(ns + member, content)));

    /// <summary>A list whose members each have several children.</summary>
    public XElement Nodes(string name, string member, IEnumerable<object?[]> members) =>
        new(ns + name, members.Select(content => new XElement(ns + member, content)));

    /// <summary>Nothing when there is no value.</summary>
    public XElement? Optional(string name, object? value) => value is null ? null : new XElement(ns + name, value);

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", null);
}
