using FleetingHost.Benchmarks;

namespace FleetingHost.Tests.Benchmarks;

public sealed class MeasurementTests
{
    [Theory]
    [InlineData(1.40049, "connectinfo.1000x16.cpu_ms 1.4 ms")]
    [InlineData(1234, "connectinfo.1000x16.cpu_ms 1234 ms")]
    public void ToString_Value_HasAtMostThreeDigits(double value, string expected) =>
        Assert.Equal(expected, new Measurement("connectinfo.1000x16.cpu_ms", value, "ms").ToString());

    [Theory]
    [InlineData(0.5, 3)]
    [InlineData(0.99, 5)]
    [InlineData(0, 1)]
    public void Of_Quantile_IsTheNearestRank(double q, double expected) => Assert.Equal(expected, Quantile.Of([5, 1, 4, 2, 3], q));
}
