namespace AwsClients.Tests.Credentials;

/// <summary>Profiles with a credential_process.</summary>
public sealed class ProcessTests
{
    private static readonly AwsSessionOptions _profile = new() { Profile = "p" };

    [Fact]
    public async Task OpenAsync_ProcessHangs_EndsWithTheDeadlineAndKillsIt()
    {
        await using var cloud = await StubCloud.StartAsync();
        using var running = Fifo.Make(Path.Combine(cloud.Folder.Home, "running"));
        Command(cloud, $"exec 3>{cloud.Folder.Home}/running; echo up >&3; sleep 1000 & wait");

        var opening = cloud.OpenAsync(_profile);
        Assert.Equal("up", await running.LineAsync());
        cloud.Time.Advance(TimeSpan.FromSeconds(45));

        var error = await Assert.ThrowsAsync<AwsSessionException>(() => opening);
        Assert.Equal(AwsSessionErrorReason.TookTooLong, error.Reason);
        Assert.Equal(
            $"getting credentials from profile p of {cloud.Folder.Paths} took too long for the 45 s of a start: it was given up after 45 s; run the "
            + "command by hand, as the user who runs this: it must end by itself and within a minute, and not wait for input",
            error.Message);
        await running.EndAsync();
    }

    [Fact]
    public async Task Call_ProcessHangsAtRenewal_IsKilledAfterAMinuteAndTheNextCallTriesAgain()
    {
        await using var cloud = await StubCloud.StartAsync();
        using var running = Fifo.Make(Path.Combine(cloud.Folder.Home, "running"));
        Command(cloud, $"test -e hang && exec 3>running && echo up >&3 && sleep 1000; {Keys(cloud, TimeSpan.FromMinutes(10))}");
        using var session = await cloud.OpenAsync(_profile);
        var hang = cloud.Folder.Write("hang", "");
        cloud.Time.Advance(TimeSpan.FromMinutes(20));

        var call = cloud.CallerOfAsync(session);
        await running.LineAsync();
        cloud.Time.Advance(TimeSpan.FromMinutes(1));

        var error = await Assert.ThrowsAsync<AwsSessionException>(() => call);
        Assert.Equal(AwsSessionErrorReason.CredentialsUnavailable, error.Reason);
        Assert.Contains("60 s; run the command by hand", error.Message, StringComparison.Ordinal);
        await running.EndAsync();

        File.Delete(hang);
        cloud.Log.Expect("CredentialsOverdue");
        Assert.Equal("AKIAPROCESS", await cloud.CallerOfAsync(session));
    }

    [Fact]
    public async Task Dispose_ProcessHangsAtRenewal_KillsIt()
    {
        await using var cloud = await StubCloud.StartAsync();
        using var running = Fifo.Make(Path.Combine(cloud.Folder.Home, "running"));
        Command(cloud, $"test -e hang && exec 3>running && echo up >&3 && sleep 1000; {Keys(cloud, TimeSpan.FromHours(1))}");
        var session = await cloud.OpenAsync(_profile);
        cloud.Folder.Write("hang", "");
        cloud.Time.Advance(TimeSpan.FromMinutes(56));
        await cloud.CallerOfAsync(session);
        await running.LineAsync();

        cloud.Log.Expect("CredentialsNotRenewed");
        session.Dispose();

        await running.EndAsync();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(15)]
    [InlineData(16)]
    public async Task Calls_KeysOfSoManyMinutes_RunTheProcessOnce(int minutes)
    {
        await using var cloud = await StubCloud.StartAsync();
        Command(cloud, $"echo run >> runs; {Keys(cloud, TimeSpan.FromMinutes(minutes))}");
        using var session = await cloud.OpenAsync(_profile);

        for (var i = 0; i < 5; i++)
        {
            Assert.Equal("AKIAPROCESS", await cloud.CallerOfAsync(session));
        }

        Assert.Single(File.ReadLines(Path.Combine(cloud.Folder.Home, "runs")));
    }

    [Theory]
    [InlineData("echo not today >&2; exit 3", "ended with exit code 3; run the command by hand, as the user who runs this. It said: not today")]
    [InlineData("exit 1", "ended with exit code 1; run the command by hand, as the user who runs this")]
    [InlineData("echo '{'", ": the answer is not a credentials document; it has to be JSON with AccessKeyId and SecretAccessKey")]
    [InlineData("echo '{\"Version\":2}'", ": Version is not 1; a credential_process has to print \"Version\": 1")]
    [InlineData("echo '{\"Version\":1,\"SecretAccessKey\":\"sesame-secret\"}'", ": AccessKeyId is missing")]
    [InlineData(
        "echo '{\"Version\":1,\"AccessKeyId\":\"a\",\"SecretAccessKey\":\"sesame-secret\",\"Expiration\":\"soon\"}'",
        ": the answer is not a credentials document; it has to be JSON with AccessKeyId and SecretAccessKey")]
    [InlineData("yes", "writes more than 64 KiB")]
    public async Task Call_ProcessFailsAtRenewal_SaysHow(string failure, string how)
    {
        await using var cloud = await StubCloud.StartAsync();
        Command(cloud, $"test -e fail && {{ {failure}; exit; }}; {Keys(cloud, TimeSpan.FromMinutes(10))}");
        using var session = await cloud.OpenAsync(_profile);
        cloud.Folder.Write("fail", "");
        cloud.Time.Advance(TimeSpan.FromMinutes(20));

        var error = await Assert.ThrowsAsync<AwsSessionException>(() => cloud.CallerOfAsync(session));

        Assert.Equal(AwsSessionErrorReason.CredentialsUnavailable, error.Reason);
        Assert.StartsWith($"could not get AWS credentials from profile p of {cloud.Folder.Paths}: credential_process of profile p", error.Message, StringComparison.Ordinal);
        Assert.EndsWith(how, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("sesame-secret", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenAsync_ProcessAsksForInput_GetsNone()
    {
        await using var cloud = await StubCloud.StartAsync();
        Command(cloud, $"read code; {Keys(cloud, TimeSpan.FromHours(1))}");

        Assert.Equal("AKIAPROCESS", await cloud.CallerAsync(_profile));
    }

    private static void Command(StubCloud cloud, string command) =>
        cloud.Folder.Write(".aws/config", $"[profile p]\ncredential_process = cd {cloud.Folder.Home}; {command}");

    private static string Keys(StubCloud cloud, TimeSpan lifetime) =>
        $"echo '{{\"Version\":1,\"AccessKeyId\":\"AKIAPROCESS\",\"SecretAccessKey\":\"sesame-secret\",\"SessionToken\":\"t\","
        + $"\"Expiration\":\"{(cloud.Time.GetUtcNow() + lifetime).UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}\"}}'";
}
