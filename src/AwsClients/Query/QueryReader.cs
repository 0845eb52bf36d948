using System.Globalization;
using System.Xml;

namespace AwsClients.Query;

/// <summary>
/// Reads an answer of AWS's Query protocol, or of EC2's variant of it, forward only, member by member in whatever order they come, whatever
/// the namespace. What is absent or empty is null; what nobody reads is skipped.
/// </summary>
internal sealed class QueryReader : IDisposable
{
    private const int LongestKept = 64;

    // A page in HTML begins with a document type: to be told as that page, not as a word about document types.
    private static readonly XmlReaderSettings _settings = new() { DtdProcessing = DtdProcessing.Ignore };

    // A thousand instances share a handful of texts: zones, types, states. One slot for each hash: the newest stays.
    private readonly string[] _kept = new string[64];
    private readonly char[] _text = new char[LongestKept];
    private readonly XmlReader _xml;
    private bool _isRead;

    private QueryReader(XmlReader xml) => _xml = xml;

    /// <summary>Begins to read an answer: anything but that element, such as a portal's HTML with status 200, is an error and never an empty answer.</summary>
    /// <exception cref="FormatException">It is another element.</exception>
    /// <exception cref="XmlException">It is no XML.</exception>
    public static QueryReader Open(Stream answer, string root)
    {
        var reader = new QueryReader(XmlReader.Create(answer, _settings));
        reader._xml.MoveToContent();
        return reader._xml.LocalName == root ? reader : throw new FormatException($"expected the element {root}, got {reader._xml.LocalName}");
    }

    public void Dispose() => _xml.Dispose();

    /// <summary>Reads the current element: hands each of its children to <paramref name="member"/>, by name, to be read or not.</summary>
    public T Structure<T>(T target, Action<QueryReader, T, string> member)
    {
        var isEmpty = _xml.IsEmptyElement;
        _xml.ReadStartElement();
        while (!isEmpty && _xml.MoveToContent() != XmlNodeType.EndElement)
        {
            if (_xml.NodeType != XmlNodeType.Element)
            {
                _xml.Skip();
                continue;
            }

            _isRead = false;
            member(this, target, _xml.LocalName);
            if (!_isRead)
            {
                _xml.Skip();
            }
        }

        if (!isEmpty)
        {
            _xml.ReadEndElement();
        }

        _isRead = true;
        return target;
    }

    /// <summary>Reads the current element as a structure; null when it is empty.</summary>
    public T? StructureOrNull<T>(T target, Action<QueryReader, T, string> member)
        where T : class
    {
        var isEmpty = _xml.IsEmptyElement;
        Structure(target, member);
        return isEmpty ? null : target;
    }

    /// <summary>Reads the current element as a list of the Query protocol.</summary>
    public List<T> Members<T>(Func<QueryReader, T> read) => List("member", read);

    /// <summary>Reads the current element as a list of EC2's.</summary>
    public List<T> Items<T>(Func<QueryReader, T> read) => List("item", read);

    /// <summary>Reads the current element as text.</summary>
    public string? Text()
    {
        _isRead = true;
        if (_xml.IsEmptyElement)
        {
            _xml.Read();
            return null;
        }

        _xml.Read();
        var text = _xml.NodeType == XmlNodeType.Text && _xml.CanReadValueChunk ? ShortText() : "";
        while (_xml.NodeType != XmlNodeType.EndElement)
        {
            text += _xml.NodeType == XmlNodeType.Element
                ? throw new FormatException($"expected a text, got the element {_xml.LocalName}")
                : _xml.ReadContentAsString();
        }

        _xml.ReadEndElement();
        return text.Length > 0 ? text : null;
    }

    public int? Number() => Text() is { } text ? int.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) : null;

    public bool? Flag() => Text() is { } text ? bool.Parse(text) : null;

    public DateTime? Time() => Text() is { } text ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture).UtcDateTime : null;

    private List<T> List<T>(string element, Func<QueryReader, T> read) =>
        Structure((List: new List<T>(), Element: element, Read: read), static (reader, target, name) =>
        {
            if (name == target.Element)
            {
                target.List.Add(target.Read(reader));
            }
        }).List;

    /// <summary>The current text node, or its beginning when it is long; a text that was met before is not made anew.</summary>
    private string ShortText()
    {
        var length = 0;
        int read;
        while (length < LongestKept && (read = _xml.ReadValueChunk(_text, length, LongestKept - length)) > 0)
        {
            length += read;
        }

        var text = _text.AsSpan(0, length);
        if (length == LongestKept)
        {
            return text.ToString();
        }

        // The value was read to its end, so the reader stands on the node still.
        _xml.Read();
        ref var kept = ref _kept[Slot(text)];
        if (kept is null || !text.SequenceEqual(kept))
        {
            kept = text.ToString();
        }

        return kept;
    }

    // Told apart well enough by their length and three letters; the hash of all of them took a tenth of the reading.
    private int Slot(ReadOnlySpan<char> text) => text.Length == 0
        ? 0
        : ((((((text.Length * 31) + text[0]) * 31) + text[text.Length / 2]) * 31) + text[^1]) & (_kept.Length - 1);
}
