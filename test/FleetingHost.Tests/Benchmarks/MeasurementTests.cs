using FleetingHost.Benchmarks;

namespace FleetingHost.Tests.Benchmarks;

public sealed class MeasurementTests
{
    [Theory]
    [InlineData(1.40049, "connect_info_cpu 1.4 ms")]
    [InlineData(1234, "connect_info_cpu 1234 ms")]
    public void ToString_Value_HasAtMostThreeDigits(double value, string expected) =>
        Assert.Equal(expected, new Measurement("connect_info_cpu", value, "ms").ToString());

    [Theory]
    [InlineData(0.5, 3)]
    [InlineData(0.99, 5)]
    [InlineData(0, 1)]
    public void Of_Quantile_IsTheNearestRank(double q, double expected) => Assert.Equal(expected, Quantile.Of([5, 1, 4, 2, 3], q));
}
