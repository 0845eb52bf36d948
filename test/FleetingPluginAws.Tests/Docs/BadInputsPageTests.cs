namespace FleetingPluginAws.Tests.Docs;

/// <summary>
/// docs/reference/bad-inputs.md, row by row: the program says to the input what the page has, names what is wrong, and says what to do. The page is the
/// data of the test, so neither can be without the other.
/// </summary>
public sealed class BadInputsPageTests
{
    public static TheoryData<string, string> Inputs => [.. BadInput.OfPage.Select(row => (row.Section, row.Input))];

    [Theory]
    [MemberData(nameof(Inputs))]
    public async Task Input_OfThePage_IsAnsweredAsThePageSays(string section, string input)
    {
        var row = BadInput.OfPage.Single(row => row.Section == section && row.Input == input);
        using var machine = new BadInputMachine();

        var said = await machine.RunAsync(row);

        var (text, whole) = said.FirstOrDefault(text => row.IsSaidBy(text.Text));
        Assert.True(text is not null, $"It says:\n{string.Join('\n', said.Select(other => other.Text))}\nand the page:\n{row.Text}");
        Assert.NotEmpty(row.Names);
        Assert.All(row.Names, name => Assert.Contains(name, text, StringComparison.Ordinal));
        Assert.Contains(row.Next, whole, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_Sections_AreAllOfTheMachine()
    {
        using var machine = new BadInputMachine();

        Assert.Equal(machine.Sections, BadInput.OfPage.Select(row => row.Section).Distinct());
    }
}
