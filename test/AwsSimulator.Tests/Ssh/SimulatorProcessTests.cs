namespace AwsSimulator.Tests.Ssh;

/// <summary>However the executable ends, its instances and their sessions end with it.</summary>
public sealed class SimulatorProcessTests : IDisposable
{
    private const int Interrupt = 2;
    private const int Kill = 9;
    private const int Terminate = 15;
    private readonly SshSession _ssh = new();

    public void Dispose() => _ssh.Dispose();

    [Theory]
    [InlineData(Interrupt, 0)]
    [InlineData(Terminate, 0)]
    [InlineData(Kill, 137)]
    public async Task End_BySignal_EndsEverySession(int signal, int expectedExit)
    {
        using var simulator = await SimulatorProcess.StartAsync();
        var key = await _ssh.KeyAsync("ed25519");
        var described = await simulator.Caller.QueryAsync("ec2", "2016-11-15", "DescribeInstances");
        await simulator.Caller.SendKeyAsync(described.Only("instanceId"), "ec2-user", SshSession.PublicHalf(key));
        using var session = SshSession.Start(
            simulator.SshPort, key, "ec2-user", described.All("privateIpAddress")[0], "echo started; sleep 1000");
        Assert.Equal("started", await session.StandardOutput.ReadLineAsync(TestCloud.Cancellation));

        var exit = await simulator.EndAsync(signal);
        await session.WaitForExitAsync(TestCloud.Cancellation);

        Assert.Equal((expectedExit, 255), (exit, session.ExitCode));
    }
}
