using Fleeting.Protocol;
using Google.Protobuf;

namespace Functional.Group;

/// <summary>Keys that the user gives by key_path, each used for a real login.</summary>
public sealed class KeyTests
{
    private const string Malformed =
        "rpc error: code = InvalidArgument desc = invalid connector config value: the key of key_path cannot be used: ";

    [Theory]
    [InlineData("ed25519", "RFC4716")]
    [InlineData("rsa 2048", "RFC4716")]
    [InlineData("rsa 2048", "PEM")]
    [InlineData("rsa 2048", "PKCS8")]
    public async Task ConnectInfo_GivenKey_IsSentByInstanceConnectAndLogsIn(string type, string format)
    {
        using var folder = new PrivateFolder();
        var path = await KeyFiles.CreateAsync(folder, type, format);
        await using var scene = await Scene.StartAsync();
        await scene.InitAsync(connector: Connector(scene, File.ReadAllBytes(path)));
        var id = Assert.Single(await scene.ScaleToAsync(1));

        var result = await scene.RunOnAsync(id, "echo here");

        Assert.Equal("here\n", result.Stdout);
        Assert.Equal(
            string.Join(' ', File.ReadAllText(path + ".pub").Split(' ')[..2]),
            Assert.Single(scene.Aws.Calls.Of("SendSSHPublicKey")).Parameters["SSHPublicKey"]);
    }

    [Theory]
    [InlineData("ed25519", "RFC4716")]
    [InlineData("rsa 2048", "PEM")]
    [InlineData("ecdsa 256", "RFC4716")]
    [InlineData("ecdsa 384", "PEM")]
    [InlineData("ecdsa 521", "PKCS8")]
    public async Task ConnectInfo_StaticKey_LogsInAndIsSentNowhere(string type, string format)
    {
        using var folder = new PrivateFolder();
        var path = await KeyFiles.CreateAsync(folder, type, format);
        await using var scene = await Scene.StartAsync(group => group with { KeyPairPublicKey = File.ReadAllText(path + ".pub").Trim() });
        await scene.InitAsync(connector: Connector(scene, File.ReadAllBytes(path), useStatic: true));
        var id = Assert.Single(await scene.ScaleToAsync(1));

        var result = await scene.RunOnAsync(id, "echo here");

        Assert.Equal("here\n", result.Stdout);
        Assert.Equal(0, scene.Aws.Calls.Count("SendSSHPublicKey"));
        Assert.Equal(0, (await scene.ConnectInfoAsync(id)).Expires);
    }

    [Fact]
    public async Task ConnectInfo_StaticPassword_IsHandedOnAndNeverPrinted()
    {
        const string password = "correct horse battery staple";
        await using var scene = await Scene.StartAsync(group => group with { Sshd = false });
        scene.Hide(password);
        await scene.InitAsync(connector: new ConnectorConfig { Username = "admin", Password = password, UseStaticCredentials = true });
        var id = Assert.Single(await scene.ScaleToAsync(1));

        var connector = (await scene.ConnectInfoAsync(id)).Connector;

        Assert.Equal(("admin", password, true), (connector.Username, connector.Password, connector.UseStaticCredentials));
    }

    [Theory]
    [InlineData("ed25519", "RFC4716")]
    [InlineData("rsa 2048", "PEM")]
    [InlineData("rsa 2048", "PKCS8")]
    public async Task Init_EncryptedKey_SaysHowToDecryptIt(string type, string format)
    {
        using var folder = new PrivateFolder();
        var key = File.ReadAllText(await KeyFiles.CreateAsync(folder, type, format, passphrase: "a passphrase"));
        await using var scene = await Scene.StartAsync();
        scene.Hide(key);

        Assert.Equal(
            Malformed + "it is encrypted; give a key without a passphrase (ssh-keygen -p removes it)",
            await scene.ErrorAsync(() => scene.InitAsync(connector: Connector(scene, System.Text.Encoding.ASCII.GetBytes(key)))));
    }

    [Theory]
    [InlineData(
        "just some text that is secret all the same",
        "it is not a PEM (-----BEGIN … PRIVATE KEY-----); give the private key, as PEM or in OpenSSH's form")]
    [InlineData(
        "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=\n-----END PUBLIC KEY-----\n",
        "its PEM holds a \"PUBLIC KEY\", not a private key; give the private key that belongs to it")]
    [InlineData(
        "-----BEGIN RSA PRIVATE KEY-----\nbm90IGEga2V5IGF0IGFsbCBidXQgYSBzZWNyZXQ=\n-----END RSA PRIVATE KEY-----\n",
        "its \"RSA PRIVATE KEY\" is damaged; copy the file anew")]
    [InlineData(
        "-----BEGIN OPENSSH PRIVATE KEY-----\nbm90IGEga2V5IGF0IGFsbCBidXQgYSBzZWNyZXQ=\n-----END OPENSSH PRIVATE KEY-----\n",
        "its \"OPENSSH PRIVATE KEY\" is damaged; copy the file anew")]
    public async Task Init_MalformedKey_SaysHowWithoutQuotingIt(string key, string problem)
    {
        await using var scene = await Scene.StartAsync();
        scene.Hide(key);

        Assert.Equal(
            Malformed + problem,
            await scene.ErrorAsync(() => scene.InitAsync(connector: Connector(scene, System.Text.Encoding.ASCII.GetBytes(key)))));
    }

    [Fact]
    public async Task Init_EcdsaKeyForInstanceConnect_SaysWhatItTakes()
    {
        using var folder = new PrivateFolder();
        var key = File.ReadAllText(await KeyFiles.CreateAsync(folder, "ecdsa 256"));
        await using var scene = await Scene.StartAsync();
        scene.Hide(key);

        Assert.Equal(
            "rpc error: code = InvalidArgument desc = invalid connector config value: the key of key_path is ecdsa-sha2-nistp256, but "
            + "EC2 Instance Connect takes RSA keys of 2048 to 4096 bits and Ed25519 keys only; give one of those, no key at all (a fresh one is made for each "
            + "connection), or set use_static_credentials",
            await scene.ErrorAsync(() => scene.InitAsync(connector: Connector(scene, System.Text.Encoding.ASCII.GetBytes(key)))));
    }

    private static ConnectorConfig Connector(Scene scene, byte[] key, bool useStatic = false) => new()
    {
        Username = "ec2-user",
        Key = ByteString.CopyFrom(key),
        UseStaticCredentials = useStatic,
        ProtocolPort = scene.Aws.SshPort,
    };
}
