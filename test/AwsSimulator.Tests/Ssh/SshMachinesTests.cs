using System.Globalization;
using AwsSimulator.Cloud;
using Renci.SshNet;
using Renci.SshNet.Common;

namespace AwsSimulator.Tests.Ssh;

public sealed class SshMachinesTests : IDisposable
{
    private readonly SshSession _ssh = new();

    public void Dispose() => _ssh.Dispose();

    [Theory]
    [InlineData("ed25519")]
    [InlineData("rsa")]
    public async Task Login_WithADeliveredKey_OpensThatUserOfThatInstance(string type)
    {
        await using var cloud = await TestCloud.StartAsync(group => group with { DesiredCapacity = 2, Sshd = true });
        var instance = await SshSession.FirstInServiceAsync(cloud);
        var key = await _ssh.KeyAsync(type);
        await cloud.SendKeyAsync(instance.Id, "ubuntu", SshSession.PublicHalf(key));

        var right = await SshSession.LoginAsync(cloud.Simulator, key, "ubuntu", instance.PrivateIpAddress!, "echo $USER in $HOME");
        var throughPublic = await SshSession.LoginAsync(cloud.Simulator, key, "ubuntu", instance.PublicIpAddress!, "exit 7");
        var otherUser = await SshSession.LoginAsync(cloud.Simulator, key, "ec2-user", instance.PrivateIpAddress!, "true");
        var otherInstance = await SshSession.LoginAsync(
            cloud.Simulator, key, "ubuntu", cloud.Group.Instances[1].PrivateIpAddress!, "true");

        Assert.Matches($"^ubuntu in .*/{instance.Id}/home$", right.Output);
        Assert.Equal(7, throughPublic.Exit);
        Assert.Contains("Permission denied", otherUser.Error);
        Assert.Contains("Permission denied", otherInstance.Error);
    }

    [Fact]
    public async Task Login_OnTheGivenPort_Works()
    {
        var port = FreePort();
        await using var cloud = await TestCloud.StartAsync(group => group with { DesiredCapacity = 1, Sshd = true }, settings => settings with { SshPort = port });
        var instance = await SshSession.FirstInServiceAsync(cloud);
        var key = await _ssh.KeyAsync("ed25519");
        await cloud.SendKeyAsync(instance.Id, "ec2-user", SshSession.PublicHalf(key));

        var login = await SshSession.LoginAsync(cloud.Simulator, key, "ec2-user", instance.PrivateIpAddress!, "echo $SSH_CONNECTION");

        Assert.EndsWith($" {instance.PrivateIpAddress} {port}", login.Output);

        static int FreePort()
        {
            using var free = new PortReservation();
            return free.Port;
        }
    }

    [Fact]
    public async Task Login_SixtySecondsAfterDelivery_IsRefused()
    {
        await using var cloud = await TestCloud.StartAsync(group => group with { DesiredCapacity = 1, Sshd = true });
        var instance = await SshSession.FirstInServiceAsync(cloud);
        var key = await _ssh.KeyAsync("ed25519");
        await cloud.SendKeyAsync(instance.Id, "ec2-user", SshSession.PublicHalf(key));

        cloud.Time.Advance(TimeSpan.FromSeconds(59.9));
        var inTime = await SshSession.LoginAsync(cloud.Simulator, key, "ec2-user", instance.PrivateIpAddress!, "true");
        cloud.Time.Advance(TimeSpan.FromSeconds(0.1));
        var late = await SshSession.LoginAsync(cloud.Simulator, key, "ec2-user", instance.PrivateIpAddress!, "true");

        Assert.Equal((0, 255), (inTime.Exit, late.Exit));
    }

    [Theory]
    [InlineData("ecdsa")]
    [InlineData("rsa")]
    public async Task Login_WithTheGroupsKeyPair_WorksForEver(string type)
    {
        var key = await _ssh.KeyAsync(type);
        await using var cloud = await TestCloud.StartAsync(group => group with
        {
            DesiredCapacity = 1,
            Sshd = true,
            KeyPairPublicKey = SshSession.PublicHalf(key),
        });
        var instance = await SshSession.FirstInServiceAsync(cloud);
        cloud.Time.Advance(TimeSpan.FromDays(1));

        Assert.Equal(0, (await SshSession.LoginAsync(cloud.Simulator, key, "admin", instance.PrivateIpAddress!, "true")).Exit);
    }

    [Fact]
    public async Task Login_WithThePassword_Works()
    {
        await using var cloud = await TestCloud.StartAsync(
            group => group with { DesiredCapacity = 1, Sshd = true, SshPassword = "right horse" });
        var instance = await SshSession.FirstInServiceAsync(cloud);
        using var right = new SshClient(instance.PrivateIpAddress!, cloud.Simulator.SshPort, "ec2-user", "right horse");
        using var wrong = new SshClient(instance.PrivateIpAddress!, cloud.Simulator.SshPort, "ec2-user", "wrong horse");

        await right.ConnectAsync(TestCloud.Cancellation);

        Assert.Equal("ec2-user\n", right.RunCommand("echo $USER").Result);
        await Assert.ThrowsAsync<SshAuthenticationException>(() => wrong.ConnectAsync(TestCloud.Cancellation));
    }

    [Fact]
    public async Task Login_ToAnIPv6OnlyInstance_GoesToItsOwnAddress()
    {
        await using var cloud = await TestCloud.StartAsync(
            group => group with { DesiredCapacity = 1, Sshd = true, Addresses = AddressKinds.Ipv6 });
        var instance = await SshSession.FirstInServiceAsync(cloud);
        var key = await _ssh.KeyAsync("ed25519");
        await cloud.SendKeyAsync(instance.Id, "ec2-user", SshSession.PublicHalf(key));

        Assert.Null(instance.PrivateIpAddress);
        Assert.Equal(0, (await SshSession.LoginAsync(cloud.Simulator, key, "ec2-user", instance.Ipv6Address!, "true")).Exit);
    }

    [Fact]
    public async Task Terminate_WithAnOpenSession_EndsItAndWhatItLeft()
    {
        await using var cloud = await TestCloud.StartAsync(group => group with { DesiredCapacity = 1, Sshd = true });
        var instance = await SshSession.FirstInServiceAsync(cloud);
        var key = await _ssh.KeyAsync("ed25519");
        await cloud.SendKeyAsync(instance.Id, "ec2-user", SshSession.PublicHalf(key));
        // A process that left its session behind, and the session itself.
        var command = "setsid tail -f /dev/null >/dev/null 2>&1 & echo started; sleep 1000";
        using var session = SshSession.Start(cloud.Simulator.SshPort, key, "ec2-user", instance.PrivateIpAddress!, command);
        Assert.Equal("started", await session.StandardOutput.ReadLineAsync(TestCloud.Cancellation));
        Assert.NotEmpty(ProcessesIn(instance));

        await cloud.AutoScalingAsync(
            "TerminateInstanceInAutoScalingGroup", ("InstanceId", instance.Id), ("ShouldDecrementDesiredCapacity", "true"));
        await session.WaitForExitAsync(TestCloud.Cancellation);
        await cloud.Simulator.DisposeAsync();

        Assert.Empty(ProcessesIn(instance));
    }

    [Fact]
    public async Task Start_PortTaken_FailsTheLaunchWithSshdsOwnWords()
    {
        await using var cloud = await TestCloud.StartAsync(group => group with { Sshd = true });
        cloud.Log.Expect("MachineFailed");
        using var taken = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Parse("127.1.0.1"), cloud.Simulator.SshPort);
        taken.Start();

        cloud.Group.DesiredCapacity = 1;
        await cloud.Simulator.WaitForAsync(() => cloud.Group.Activities is [{ StatusCode: "Failed" }], TestCloud.Cancellation);

        Assert.Contains("Address already in use", cloud.Group.Activities[0].StatusMessage);
    }

    /// <summary>The processes that work in the instance's home.</summary>
    private static List<string> ProcessesIn(SimulatedInstance instance) =>
    [
        .. Directory.GetDirectories("/proc")
            .Where(path => int.TryParse(Path.GetFileName(path), CultureInfo.InvariantCulture, out _))
            .Where(path => WorkingDirectory(path).Contains(instance.Id)),
    ];

    private static string WorkingDirectory(string process)
    {
        try
        {
            return new FileInfo(process + "/cwd").LinkTarget ?? "";
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
