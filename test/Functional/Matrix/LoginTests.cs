using Fleeting.Protocol;
using Google.Protobuf;

namespace Functional.Matrix;

/// <summary>
/// Every kind of key in every form, by everyone who makes them, for a real login through sshd: by the host's own SSH client and by OpenSSH's
/// <c>ssh -i</c>. Ed25519 in PKCS#8, as OpenSSL makes it, is read right by neither of these two: test/interop/go logs in with it.
/// </summary>
public sealed class LoginTests
{
    private const string Keygen = "ssh-keygen -q -N '' -C test -f key";

    [Theory]
    [InlineData(Keygen + " -t ed25519")]
    [InlineData(Keygen + " -t rsa -b 4096")]
    [InlineData(Keygen + " -t rsa -b 2048 -m PEM")]
    [InlineData(Keygen + " -t rsa -b 2048 -m PKCS8")]
    [InlineData("openssl genrsa -traditional -out key 2048")]
    [InlineData("openssl genpkey -algorithm RSA -out key")]
    public async Task Login_GivenKeyByInstanceConnect_Works(string make)
    {
        using var folder = new PrivateFolder();
        var key = await MakeAsync(folder, make);
        await using var scene = await Scene.StartAsync();
        await scene.InitAsync(connector: Connector(scene, key));

        await LogInAsync(scene, folder);
    }

    [Theory]
    [InlineData(Keygen + " -t ed25519")]
    [InlineData(Keygen + " -t rsa -b 2048 -m PEM")]
    [InlineData(Keygen + " -t ecdsa -b 256")]
    [InlineData(Keygen + " -t ecdsa -b 384 -m PEM")]
    [InlineData(Keygen + " -t ecdsa -b 521 -m PKCS8")]
    [InlineData("openssl ecparam -name prime256v1 -genkey -noout -out key")]
    [InlineData("openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-384 -out key")]
    [InlineData("openssl genpkey -algorithm RSA -out key")]
    public async Task Login_StaticKey_Works(string make)
    {
        using var folder = new PrivateFolder();
        var key = await MakeAsync(folder, make);
        var publicKey = await Programs.OutputAsync("ssh-keygen", "-y", "-f", Path.Combine(folder.Path, "key"));
        await using var scene = await Scene.StartAsync(group => group with { KeyPairPublicKey = publicKey });
        await scene.InitAsync(connector: Connector(scene, key, useStatic: true));

        await LogInAsync(scene, folder);

        Assert.Equal(0, scene.Aws.Calls.Count("SendSSHPublicKey"));
    }

    [Theory]
    [InlineData("ed25519", "-----BEGIN OPENSSH PRIVATE KEY-----")]
    [InlineData("rsa", "-----BEGIN RSA PRIVATE KEY-----")]
    public async Task Login_KeyOfThePlugin_Works(string type, string begin)
    {
        using var folder = new PrivateFolder();
        await using var scene = await Scene.StartAsync();
        await scene.InitAsync(
            $$"""{"name":"{{Scene.GroupName}}","dynamic_key_type":"{{type}}"}""", Connector(scene, default));

        await LogInAsync(scene, folder);

        var key = (await scene.ConnectInfoAsync(scene.Group.Instances[0].Id)).Connector.Key.ToStringUtf8();
        Assert.StartsWith(begin, key, StringComparison.Ordinal);
    }

    private static async Task LogInAsync(Scene scene, PrivateFolder folder)
    {
        var id = Assert.Single(await scene.ScaleToAsync(1));
        Assert.Equal("here\n", (await scene.RunOnAsync(id, "echo here")).Stdout);

        var info = await scene.ConnectInfoAsync(id);
        var identity = folder.Write("identity", info.Connector.Key.ToStringUtf8());
        File.SetUnixFileMode(identity, UnixFileMode.UserRead);
        Assert.Equal("there", await Programs.OutputAsync(
            "ssh", "-F", "none", "-i", identity, "-p", $"{info.Connector.ProtocolPort}", "-o", "BatchMode=yes", "-o", "IdentitiesOnly=yes",
            "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null", "-o", "LogLevel=ERROR",
            $"{info.Connector.Username}@{info.InternalAddr}", "echo there"));
    }

    private static async Task<ByteString> MakeAsync(PrivateFolder folder, string command)
    {
        await Programs.OutputAsync("/bin/sh", "-c", $"cd {folder.Path} && {command} 2>/dev/null && chmod 600 key");
        return ByteString.CopyFrom(await File.ReadAllBytesAsync(Path.Combine(folder.Path, "key"), TestContext.Current.CancellationToken));
    }

    private static ConnectorConfig Connector(Scene scene, ByteString? key, bool useStatic = false) => new()
    {
        Key = key ?? ByteString.Empty,
        UseStaticCredentials = useStatic,
        ProtocolPort = scene.Aws.SshPort,
    };
}
