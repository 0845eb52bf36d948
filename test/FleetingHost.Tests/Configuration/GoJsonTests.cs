using FleetingHost.Configuration;
using Tomlyn;
using Tomlyn.Model;

namespace FleetingHost.Tests.Configuration;

/// <summary>The expected texts are what Go's json.Marshal prints for BurntSushi/toml's decoding of the same TOML.</summary>
public sealed class GoJsonTests
{
    [Fact]
    public void Write_NoTable_IsNull() => Assert.Equal("null", GoJson.Write(null));

    [Theory]
    [InlineData("", "{}")]
    [InlineData("b = 1\na = 'x'\nC = true", """{"C":true,"a":"x","b":1}""")]
    [InlineData("list = [1, 'two', [3.5]]", """{"list":[1,"two",[3.5]]}""")]
    [InlineData("t.u.v = 'w'", """{"t":{"u":{"v":"w"}}}""")]
    [InlineData("[[t]]\na = 1\n[[t]]\na = 2", """{"t":[{"a":1},{"a":2}]}""")]
    [InlineData("inline = [{a = 1}]", """{"inline":[{"a":1}]}""")]
    [InlineData("s = '<a>&\"\\'", """{"s":"\u003ca\u003e\u0026\"\\"}""")]
    [InlineData("s = \"\\u0001\\t\\nü\\u2028\"", """{"s":"\u0001\t\nü\u2028"}""")]
    [InlineData("f = 3.0", """{"f":3}""")]
    [InlineData("f = 1e20", """{"f":100000000000000000000}""")]
    [InlineData("d = 1979-05-27T07:32:00Z", """{"d":"1979-05-27T07:32:00Z"}""")]
    [InlineData("d = 1979-05-27T00:32:00.5-07:00", """{"d":"1979-05-27T00:32:00.5-07:00"}""")]
    public void Write_Table_IsGosJson(string toml, string json) =>
        Assert.Equal(json, GoJson.Write(TomlSerializer.Deserialize<TomlTable>(toml)));
}
