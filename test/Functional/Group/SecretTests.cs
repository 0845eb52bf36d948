using Fleeting.Protocol;
using Google.Protobuf;
using Microsoft.Extensions.Logging;

namespace Functional.Group;

/// <summary>
/// A life with every kind of secret in play, errors included. <see cref="Scene"/> looks for them in every log line at every level, on
/// stdout and in every error, at the end of this and of every other test; here the search itself is shown to find what it looks for.
/// </summary>
public sealed class SecretTests
{
    [Fact]
    public async Task Life_TemporaryCredentialsKeyAndPassword_TellsNoSecret()
    {
        const string password = "a password that nobody prints";
        using var folder = new PrivateFolder();
        var key = File.ReadAllBytes(await KeyFiles.CreateAsync(folder, "ed25519"));
        await using var scene = await Scene.StartAsync(group => group with { Sshd = false }, temporaryCredentials: true);
        scene.Hide(System.Text.Encoding.ASCII.GetString(key));
        scene.Hide(password);

        await scene.InitAsync(connector: new ConnectorConfig { Key = ByteString.CopyFrom(key), Password = password });
        var ids = await scene.ScaleToAsync(2);
        await scene.ConnectInfoAsync(ids[0]);
        scene.Aws.Faults.Add(new AwsSimulator.Faults.Fault { Action = "SendSSHPublicKey", Code = "InvalidArgsException", Times = null });
        await scene.ErrorAsync(() => scene.ConnectInfoAsync(ids[1]));
        await scene.DecreaseAsync([.. ids]);

        Assert.Contains(scene.Plugin.Process.Log, entry => entry.Level == LogLevel.Debug);
    }

    [Fact]
    public async Task Dispose_SecretWasPrinted_FailsTheTest()
    {
        var scene = await Scene.StartAsync(group => group with { Sshd = false });
        scene.Hide("in us-east-1: ready");
        await scene.InitAsync();

        var exception = await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(async () => await scene.DisposeAsync());

        Assert.Contains("GroupReady", exception.Message, StringComparison.Ordinal);
    }
}
