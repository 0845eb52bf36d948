namespace AwsClients.Tests;

public sealed class SmallFileTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Theory]
    [InlineData(SmallFile.MaxBytes, true)]
    [InlineData(SmallFile.MaxBytes + 1, false)]
    public async Task Read_AFileOfSomeLength_IsReadUpToTheLimit(int length, bool isRead)
    {
        await File.WriteAllBytesAsync(_path, new byte[length], TestContext.Current.CancellationToken);

        if (isRead)
        {
            Assert.Equal(length, SmallFile.ReadBytes(_path).Length);
            Assert.Equal(length, (await SmallFile.ReadTextAsync(_path, TestContext.Current.CancellationToken)).Length);
        }
        else
        {
            Assert.Equal($"{_path} is longer than 8 MiB", Assert.Throws<IOException>(() => SmallFile.ReadText(_path)).Message);
            await Assert.ThrowsAsync<IOException>(() => SmallFile.ReadTextAsync(_path, TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task Read_ADeviceWithoutEnd_IsRefused()
    {
        Assert.Throws<IOException>(() => SmallFile.ReadBytes("/dev/zero"));
        await Assert.ThrowsAsync<IOException>(() => SmallFile.ReadTextAsync("/dev/zero", TestContext.Current.CancellationToken));
    }

    [Fact]
    public void ReadText_ByteOrderMark_IsNoPartOfIt()
    {
        File.WriteAllText(_path, "a\u00e4", System.Text.Encoding.Unicode);

        Assert.Equal("a\u00e4", SmallFile.ReadText(_path));
    }
}
