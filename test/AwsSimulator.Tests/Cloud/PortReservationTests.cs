using AwsSimulator.Cloud;

namespace AwsSimulator.Tests.Cloud;

public sealed class PortReservationTests
{
    [Fact]
    public void Port_ThatAnotherHolds_IsRefused()
    {
        using var first = new PortReservation();

        var error = Assert.Throws<IOException>(() => new PortReservation(first.Port));

        Assert.StartsWith($"port {first.Port} of 127.0.0.1: ", error.Message);
    }

    [Fact]
    public void Port_GivenBack_IsFree()
    {
        var first = new PortReservation();
        first.Dispose();

        using var second = new PortReservation(first.Port);

        Assert.Equal(first.Port, second.Port);
    }
}
