using System.Text;
using AwsClients.Query;

namespace AwsClients.Tests.Query;

public sealed class QueryReaderTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(129)]
    [InlineData(20_000)]
    public void Text_OfAnyLength_IsReadWhole(int length)
    {
        var text = string.Concat(Enumerable.Range(0, length).Select(i => (char)('a' + i % 26)));

        Assert.Equal(["before", length == 0 ? null : text, "after"], Texts($"<x><a>before</a><a>{text}</a><a>after</a></x>"));
    }

    [Theory]
    [InlineData("<a>1 &lt; 2 &amp; 3</a>", "1 < 2 & 3")]
    [InlineData("<a>a<!-- not this -->b</a>", "ab")]
    [InlineData("<a><![CDATA[<b>]]></a>", "<b>")]
    [InlineData("<a>a<![CDATA[b]]>c</a>", "abc")]
    [InlineData("<a><!-- nothing --></a>", null)]
    [InlineData("<a/>", null)]
    [InlineData("<a>größer 🎉</a>", "größer 🎉")]
    [InlineData("<y:a xmlns:y=\"urn:y\">of a namespace</y:a>", "of a namespace")]
    public void Text_InAnyForm_IsItsValue(string element, string? expected) => Assert.Equal([expected, "next"], Texts($"<x>{element}<a>next</a></x>"));

    [Fact]
    public void Text_ThatCameBefore_IsTheSameString()
    {
        var texts = Texts("<x><a>InService</a><a>InService</a></x>");

        Assert.Same(texts[0], texts[1]);
    }

    [Fact]
    public void Structure_WithWhatNobodyReads_SkipsIt() =>
        Assert.Equal(["1", "2"], Texts("<x><b><a>inner</a></b>\n<b/><a>1</a><!-- c --><b>t</b><a>2</a></x>"));

    [Fact]
    public void Text_WithElementsInside_IsNoText() => Assert.Throws<FormatException>(() => Texts("<x><a>1<b/></a></x>"));

    private static List<string?> Texts(string xml)
    {
        using var x = QueryReader.Open(new MemoryStream(Encoding.UTF8.GetBytes(xml)), "x");
        return x.Structure(new List<string?>(), static (x, texts, name) =>
        {
            if (name == "a")
            {
                texts.Add(x.Text());
            }
        });
    }
}
