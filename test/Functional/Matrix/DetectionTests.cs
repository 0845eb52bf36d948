using AwsSimulator.Cloud;
using Fleeting.Protocol;
using Google.Protobuf;

namespace Functional.Matrix;

/// <summary>What the connector_config leaves open and what ConnectInfo answers: one row a cell of the reference page's table.</summary>
public sealed class DetectionTests
{
    //          EC2 architecture, platform   given: os, arch, protocol, username   answered: os, arch, protocol, username
    [Theory]
    [InlineData("x86_64", null, "", "", "", "", "linux", "amd64", "ssh", "ec2-user")]
    [InlineData("arm64", null, "", "", "", "", "linux", "arm64", "ssh", "ec2-user")]
    [InlineData("i386", null, "", "", "", "", "linux", "386", "ssh", "ec2-user")]
    [InlineData("x86_64_mac", null, "", "", "", "", "darwin", "amd64", "ssh", "ec2-user")]
    [InlineData("arm64_mac", null, "", "", "", "", "darwin", "arm64", "ssh", "ec2-user")]
    [InlineData("x86_64", "windows", "", "", "", "", "windows", "amd64", "winrm", "Administrator")]
    [InlineData("i386", "windows", "", "", "", "", "windows", "386", "winrm", "Administrator")]
    [InlineData("x86_64", "windows", "", "", "winrm+https", "", "windows", "amd64", "winrm+https", "Administrator")]
    [InlineData("x86_64", "windows", "", "", "ssh", "", "windows", "amd64", "ssh", "Administrator")]
    [InlineData("x86_64", "windows", "", "", "", "gitlab", "windows", "amd64", "winrm", "gitlab")]
    [InlineData("x86_64", null, "", "", "", "ubuntu", "linux", "amd64", "ssh", "ubuntu")]
    [InlineData("x86_64", null, "darwin", "", "", "", "darwin", "amd64", "ssh", "ec2-user")]
    [InlineData("x86_64", null, "windows", "", "", "", "windows", "amd64", "winrm", "Administrator")]
    [InlineData("x86_64", null, "linux", "x86_64", "", "", "linux", "amd64", "ssh", "ec2-user")]
    [InlineData("x86_64", null, "", "arm64", "", "", "linux", "arm64", "ssh", "ec2-user")]
    public async Task ConnectInfo_Instance_IsAnsweredAs(
        string architecture, string? platform, string givenOs, string givenArch, string givenProtocol, string givenUsername,
        string os, string arch, string protocol, string username)
    {
        await using var scene = await Scene.StartAsync(
            group => group with { Architecture = architecture, Platform = platform, Sshd = false });
        await scene.InitAsync(connector: new ConnectorConfig
        {
            Os = givenOs,
            Arch = givenArch,
            Protocol = givenProtocol,
            Username = givenUsername,
            Password = "p",
            Keepalive = 7,
            Timeout = 8,
        });
        var id = Assert.Single(await scene.ScaleToAsync(1));

        var connector = (await scene.ConnectInfoAsync(id)).Connector;

        Assert.Equal(
            new ConnectorConfig
            {
                Os = os,
                Arch = arch,
                Protocol = protocol,
                Username = username,
                Password = "p",
                Keepalive = 7,
                Timeout = 8,
                Key = connector.Key,
            },
            connector);
        Assert.Equal(protocol == "ssh", !connector.Key.IsEmpty);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(22)]
    [InlineData(65535)]
    public async Task ConnectInfo_ProtocolPort_PassesThrough(int port)
    {
        await using var scene = await Scene.StartAsync(group => group with { Sshd = false });
        await scene.InitAsync(connector: new ConnectorConfig { ProtocolPort = port });
        var id = Assert.Single(await scene.ScaleToAsync(1));

        Assert.Equal(port, (await scene.ConnectInfoAsync(id)).Connector.ProtocolPort);
    }

    [Theory]
    [InlineData(AddressKinds.Private, true, false, false)]
    [InlineData(AddressKinds.PrivateAndPublic, true, true, false)]
    [InlineData(AddressKinds.Private | AddressKinds.Ipv6, true, false, true)]
    [InlineData(AddressKinds.PrivateAndPublic | AddressKinds.Ipv6, true, true, false)]
    [InlineData(AddressKinds.Ipv6, false, false, true)]
    public async Task ConnectInfo_Addresses_AreChosenInOrder(AddressKinds kinds, bool privateInside, bool publicOutside, bool ipv6Outside)
    {
        await using var scene = await Scene.StartAsync(group => group with { Addresses = kinds, Sshd = false });
        await scene.InitAsync();
        var id = Assert.Single(await scene.ScaleToAsync(1));
        var instance = scene.Group.Instances[0];

        var info = await scene.ConnectInfoAsync(id);

        Assert.Equal(privateInside ? instance.PrivateIpAddress : instance.Ipv6Address, info.InternalAddr);
        Assert.Equal(publicOutside ? instance.PublicIpAddress : ipv6Outside ? instance.Ipv6Address : "", info.ExternalAddr);
    }

    /// <summary>The configurations of 2023 and 2024 that mean the same.</summary>
    [Fact]
    public async Task ConnectInfo_SpellingOf2023AndOf2024_AnswerTheSameBytes()
    {
        var of2023 = await AnswerAsync("credentials_profile");
        var of2024 = await AnswerAsync("profile");

        Assert.Equal(of2023, of2024);
    }

    private static async Task<ByteString> AnswerAsync(string profileKey)
    {
        using var folder = new PrivateFolder();
        await using var scene = await Scene.StartAsync(group => group with { Sshd = false }, environment =>
        {
            environment["AWS_CONFIG_FILE"] = folder.Write("config", "[profile ci]\nregion = us-east-1\n");
            environment["AWS_SHARED_CREDENTIALS_FILE"] = folder.Write(
                "credentials", $"[ci]\naws_access_key_id = {environment["AWS_ACCESS_KEY_ID"]}\naws_secret_access_key = {environment["AWS_SECRET_ACCESS_KEY"]}\n");
            environment.Remove("AWS_ACCESS_KEY_ID");
            environment.Remove("AWS_SECRET_ACCESS_KEY");
        });
        await scene.InitAsync(
            $$"""{"name":"{{Scene.GroupName}}","{{profileKey}}":"ci"}""", new ConnectorConfig { Username = "ubuntu", Arch = "x86_64" });
        var id = Assert.Single(await scene.ScaleToAsync(1));

        var info = await scene.ConnectInfoAsync(id);
        Assert.NotEmpty(info.Connector.Key);
        Assert.NotEqual(0, info.Expires);
        info.Connector.Key = ByteString.Empty;
        info.Expires = 0;
        return info.ToByteString();
    }
}
