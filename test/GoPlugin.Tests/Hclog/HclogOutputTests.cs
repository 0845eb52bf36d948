using System.Text;
using GoPlugin.Hclog;
using GoPlugin.Tests.Harness;

namespace GoPlugin.Tests.Hclog;

public sealed class HclogOutputTests
{
    [Fact]
    public async Task Add_NoRoomWhileALineIsWritten_IsToldWithoutWaitingForAnother()
    {
        await using var stderr = new StubbornStream { IsRead = false };
        var output = new HclogOutput(stderr, lost => Encoding.ASCII.GetBytes($"{lost} lost\n"));
        var line = new byte[HclogOutput.MaxWaitingBytes];

        output.Add(line);
        await stderr.HeldAsync();
        output.Add(line);
        output.Add(line);
        stderr.IsRead = true;

        await stderr.WrittenAsync("2 lost");
        await output.CloseAsync();
        Assert.Equal(line.Length + "2 lost\n".Length, stderr.Length);
    }

    [Fact]
    public async Task Add_AfterTheClose_IsNotToldAsLost()
    {
        await using var stderr = new StubbornStream { IsRead = false };
        var output = new HclogOutput(stderr, lost => Encoding.ASCII.GetBytes($"{lost} lost\n"));
        var line = new byte[10];

        output.Add(line);
        await stderr.HeldAsync();
        var closed = output.CloseAsync();
        output.Add(line);
        stderr.IsRead = true;

        await closed;
        Assert.Equal(line.Length, stderr.Length);
    }
}
