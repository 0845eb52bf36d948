using AwsClients.Profiles;

namespace AwsClients.Tests.Profiles;

public sealed class IniFileTests
{
    [Theory]
    [InlineData("[a]\nkey = value", "value")]
    [InlineData("[a]\nkey=value", "value")]
    [InlineData("\uFEFF[ a ]\r\nkey\t=  value  \r\n", "value")]
    [InlineData("# comment\n; comment\n\n[a] # comment\nkey = value # comment", "value")]
    [InlineData("[a]\nkey = va#lue;s", "va#lue;s")]
    [InlineData("[a]\nkey = a=b==", "a=b==")]
    [InlineData("[a]\nKEY = value", "value")]
    [InlineData("[a]\nkey = old\nkey = value", "value")]
    [InlineData("[a]\nkey = old\n[b]\nkey = other\n[a]\nkey = value", "value")]
    [InlineData("[a]\nkey = first\n  second", "first\nsecond")]
    [InlineData("[a]\nkey =", "")]
    public void Parse_WellFormed_FindsTheValue(string text, string value) => Assert.Equal(value, IniFile.Parse(text).Section("a")!["key"]);

    [Fact]
    public void Parse_ValueOfManyLines_CostsAsMuchAsItIsLong()
    {
        var text = "[a]\nkey = v" + string.Concat(Enumerable.Repeat("\n v", 50_000));
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Equal(100_001, IniFile.Parse(text).Section("a")!["key"].Length);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20 * text.Length);
    }

    [Fact]
    public void Parse_NestedKeys_AreNamedByBoth()
    {
        var section = IniFile.Parse("[services x]\nec2 =\n  endpoint_url = http://one\n  other = 2\nauto_scaling = \n\tendpoint_url=http://two")
            .Section("services x")!;

        Assert.Equal("http://one", section["ec2.endpoint_url"]);
        Assert.Equal("2", section["ec2.other"]);
        Assert.Equal("http://two", section["auto_scaling.endpoint_url"]);
    }

    [Fact]
    public void Parse_SpacesInSectionName_AreOne() => Assert.NotNull(IniFile.Parse("[profile \t x]\nkey = 1").Section("profile x"));

    [Theory]
    [InlineData("secret = s", "line 1 comes before the first [section]; begin the file with one, such as [default]")]
    [InlineData("[a]\n\nsecret s", "line 3 is not \"key = value\"; mend it, or begin it with #")]
    [InlineData("[a]\n= s", "line 2 is not \"key = value\"; mend it, or begin it with #")]
    [InlineData("[a\nsecret = s", "line 1 begins a section that has no name or no ]; write it as [NAME]")]
    [InlineData("[]\nsecret = s", "line 1 begins a section that has no name or no ]; write it as [NAME]")]
    public void Parse_Malformed_NamesTheLineAndNotItsText(string text, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => IniFile.Parse(text)).Message);
}
