using System.Globalization;
using System.Xml;

namespace AwsClients.AutoScaling.Wire;

/// <summary>
/// Reads an answer forward only, member by member in whatever order they come, whatever the namespace. What is absent or empty is null; what
/// nobody reads is skipped.
/// </summary>
internal sealed class QueryReader(XmlReader xml)
{
    private const int LongestKept = 64;

    // A thousand instances share a handful of texts: zones, types, states. One slot for each hash: the newest stays.
    private readonly string[] _kept = new string[64];
    private readonly char[] _text = new char[LongestKept];
    private bool _isRead;

    /// <summary>The name of the element that comes next, at the beginning of an answer.</summary>
    public string Root()
    {
        xml.MoveToContent();
        return xml.LocalName;
    }

    /// <summary>Reads the current element: hands each of its children to <paramref name="member"/>, by name, to be read or not.</summary>
    public T Structure<T>(T target, Action<QueryReader, T, string> member)
    {
        var isEmpty = xml.IsEmptyElement;
        xml.ReadStartElement();
        while (!isEmpty && xml.MoveToContent() != XmlNodeType.EndElement)
        {
            if (xml.NodeType != XmlNodeType.Element)
            {
                xml.Skip();
                continue;
            }

            _isRead = false;
            member(this, target, xml.LocalName);
            if (!_isRead)
            {
                xml.Skip();
            }
        }

        if (!isEmpty)
        {
            xml.ReadEndElement();
        }

        _isRead = true;
        return target;
    }

    /// <summary>Reads the current element as a structure; null when it is empty.</summary>
    public T? StructureOrNull<T>(T target, Action<QueryReader, T, string> member)
        where T : class
    {
        var isEmpty = xml.IsEmptyElement;
        Structure(target, member);
        return isEmpty ? null : target;
    }

    /// <summary>Reads the current element as a list.</summary>
    public List<T> Members<T>(Func<QueryReader, T> read) =>
        Structure((List: new List<T>(), Read: read), static (reader, target, name) =>
        {
            if (name == "member")
            {
                target.List.Add(target.Read(reader));
            }
        }).List;

    /// <summary>Reads the current element as text.</summary>
    public string? Text()
    {
        _isRead = true;
        if (xml.IsEmptyElement)
        {
            xml.Read();
            return null;
        }

        xml.Read();
        var text = xml.NodeType == XmlNodeType.Text && xml.CanReadValueChunk ? ShortText() : "";
        while (xml.NodeType != XmlNodeType.EndElement)
        {
            text += xml.NodeType == XmlNodeType.Element
                ? throw new FormatException($"expected a text, got the element {xml.LocalName}")
                : xml.ReadContentAsString();
        }

        xml.ReadEndElement();
        return text.Length > 0 ? text : null;
    }

    public int? Number() => Text() is { } text ? int.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) : null;

    public bool? Flag() => Text() is { } text ? bool.Parse(text) : null;

    public DateTime? Time() => Text() is { } text ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture).UtcDateTime : null;

    /// <summary>The current text node, or its beginning when it is long; a text that was met before is not made anew.</summary>
    private string ShortText()
    {
        var length = 0;
        int read;
        while (length < LongestKept && (read = xml.ReadValueChunk(_text, length, LongestKept - length)) > 0)
        {
            length += read;
        }

        var text = _text.AsSpan(0, length);
        if (length == LongestKept)
        {
            return text.ToString();
        }

        // The value was read to its end, so the reader stands on the node still.
        xml.Read();
        ref var kept = ref _kept[string.GetHashCode(text) & (_kept.Length - 1)];
        if (kept is null || !text.SequenceEqual(kept))
        {
            kept = text.ToString();
        }

        return kept;
    }
}
