using FleetingHost.Benchmarks;

namespace FleetingHost.Tests.Benchmarks;

public sealed class FiguresTests
{
    [Fact]
    public void Medians_SeveralValues_AreOneForEachNameInTheOrderOfTheirComing()
    {
        var figures = new Figures("other.");
        figures.Add("b", 3, "ms");
        figures.Add("a", 1, "MB");
        figures.Add("b", 9, "ms");
        figures.Add("b", 4, "ms");

        Assert.Equal([new Measurement("other.b", 4, "ms"), new Measurement("other.a", 1, "MB")], figures.Medians);
    }
}
