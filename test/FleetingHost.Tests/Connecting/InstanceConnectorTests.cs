using System.Net.Sockets;
using Fleeting.Protocol;
using FleetingHost.Connecting;
using Grpc.Core;
using Renci.SshNet;
using Renci.SshNet.Common;

namespace FleetingHost.Tests.Connecting;

public sealed class InstanceConnectorTests : IDisposable
{
    private readonly FakeGroup _group = new();
    private readonly SkippingTimeProvider _time = new();
    private readonly List<string> _retries = [];
    private readonly SshClient _client = new("127.0.0.1", "nobody", "");
    private int _tries;

    [Fact]
    public async Task ConnectAsync_HandshakeFailsTwice_IsTriedEveryTwoSeconds()
    {
        Answer(expiresAfter: 60, timeoutSeconds: 600);

        await ConnectAsync(tries => tries < 3);

        Assert.Equal(["i-1: no", "i-1: no"], _retries);
        Assert.Equal(TimeSpan.FromSeconds(4), _time.GetUtcNow() - _time.Start);
        Assert.Equal(["ConnectInfo i-1"], _group.Calls);
    }

    [Fact]
    public async Task ConnectAsync_InfoExpires_AsksForAFreshOne()
    {
        Answer(expiresAfter: 3, timeoutSeconds: 600);

        await ConnectAsync(tries => tries < 4);

        Assert.Equal(["i-1: no", "i-1: no", "i-1: connect info expired", "i-1: no"], _retries);
        Assert.Equal(["ConnectInfo i-1", "ConnectInfo i-1"], _group.Calls);
    }

    [Fact]
    public async Task ConnectAsync_TimeoutPasses_GivesUp()
    {
        Answer(expiresAfter: 0, timeoutSeconds: 5);

        var exception = await Assert.ThrowsAsync<ConnectException>(() => ConnectAsync(_ => true));

        Assert.Equal("could not connect to i-1 at 10.0.0.1:22 as ec2-user within 5 s: no", exception.Message);
        Assert.Equal(3, _tries);
    }

    [Fact]
    public async Task ConnectAsync_ConnectInfoRefused_IsNotTriedAgain()
    {
        _group.OnConnectInfo = _ => throw FakeGroup.Error(StatusCode.FailedPrecondition, "terminated");

        var exception = await Assert.ThrowsAsync<ConnectException>(() => ConnectAsync(_ => false));

        Assert.Equal("could not get connect info of i-1: rpc error: code = FailedPrecondition desc = terminated", exception.Message);
        Assert.Equal(0, _tries);
    }

    [Fact]
    public async Task OpenAsync_KeyIsNoKey_SaysSoWithoutIt()
    {
        var target = new SshTarget { Host = "127.0.0.1", Port = 1, Username = "u", Key = "not a key"u8.ToArray() };

        var exception = await Assert.ThrowsAsync<ConnectException>(() => SshLogin.OpenAsync(target, TestContext.Current.CancellationToken));

        Assert.Equal(
            "could not log in to 127.0.0.1:1: the plugin's private key cannot be read: Invalid private key file.", exception.Message);
    }

    [Fact]
    public void IsWorthARetry_NotALogin_IsOver()
    {
        Assert.True(SshLogin.IsWorthARetry(new SocketException()));
        Assert.True(SshLogin.IsWorthARetry(new SshAuthenticationException("denied")));
        Assert.False(SshLogin.IsWorthARetry(new ConnectException("no key")));
    }

    public void Dispose() => _client.Dispose();

    private void Answer(int expiresAfter, int timeoutSeconds) => _group.OnConnectInfo = _ => new ConnectInfoResponse
    {
        Connector = new ConnectorConfig { Username = "ec2-user", Timeout = timeoutSeconds * 1_000_000_000L },
        InternalAddr = "10.0.0.1",
        Expires = expiresAfter == 0 ? 0 : _time.GetUtcNow().AddSeconds(expiresAfter).ToUnixTimeSeconds(),
    };

    private Task<SshSession> ConnectAsync(Func<int, bool> fails)
    {
        var options = new ConnectorOptions
        {
            Time = _time,
            Open = (_, _) => fails(++_tries) ? Task.FromException<SshClient>(new SshConnectionException("no")) : Task.FromResult(_client),
        };
        return new InstanceConnector(_group, options, (id, why) => _retries.Add($"{id}: {why}"))
            .ConnectAsync("i-1", TestContext.Current.CancellationToken);
    }
}
