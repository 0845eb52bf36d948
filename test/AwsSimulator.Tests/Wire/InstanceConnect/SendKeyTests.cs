using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace AwsSimulator.Tests.Wire.InstanceConnect;

public sealed class SendKeyTests
{
    [Fact]
    public async Task Send_ToARunningInstance_Succeeds()
    {
        await using var cloud = await TestCloud.StartAsync(group => group with { DesiredCapacity = 1 });

        var reply = await cloud.SendKeyAsync(cloud.First.Id, "ec2-user", OpenSshKey.Ed25519, "us-east-1a");

        Assert.True((bool)reply.Json["Success"]!);
        Assert.Equal(reply.RequestId, (string?)reply.Json["RequestId"]);
    }

    [Theory]
    [InlineData(2048)]
    [InlineData(4096)]
    public async Task Send_Rsa_Succeeds(int bits)
    {
        await using var cloud = await TestCloud.StartAsync(group => group with { DesiredCapacity = 1 });
        using var key = RSA.Create(bits);

        var reply = await cloud.SendKeyAsync(cloud.First.Id, "ec2-user", OpenSshKey.Rsa(key));

        Assert.True((bool)reply.Json["Success"]!);
    }

    public static TheoryData<string, string> BadKeys => new()
    {
        { OpenSshKey.Ecdsa, "RSA - SSH Public key is invalid" },
        { OpenSshKey.Line("ssh-ed25519", new byte[31], new byte[9]), "ED25519 - SSH Public key is invalid" },
        { OpenSshKey.Line("ssh-rsa", [1, 0, 1], new byte[129]), "RSA - SSH Public key is invalid" },
        { OpenSshKey.Ed25519.Replace("ssh-ed25519", "ssh-rsa"), "RSA - SSH Public key is invalid" },
        { OpenSshKey.Ed25519 + "\n" + OpenSshKey.Ed25519, "ED25519 - SSH Public key is invalid" },
        { new string('x', 100), "RSA - SSH Public key is invalid" },
    };

    [Theory]
    [MemberData(nameof(BadKeys))]
    public async Task Send_AnotherKindOfKey_IsInvalid(string key, string expected)
    {
        await using var cloud = await TestCloud.StartAsync(group => group with { DesiredCapacity = 1 });

        var reply = await cloud.SendKeyAsync(cloud.First.Id, "ec2-user", key);

        Assert.Equal($"400 InvalidArgsException: Invalid input parameter received for Illegal argument exception: {expected}", reply.Error);
    }

    [Theory]
    [InlineData("mi-0123456789abcdef", "ec2-user", "'mi-0123456789abcdef' at 'instanceId'", "Member must satisfy regular expression pattern: ^i-[a-f0-9]+$")]
    [InlineData("i-01", "ec2-user", "'i-01' at 'instanceId'", "Member must have length greater than or equal to 10")]
    [InlineData("i-0123456789abcdef0", "a-name-that-is-longer-than-thirty-two", "'a-name-that-is-longer-than-thirty-two' at 'instanceOSUser'", "Member must have length less than or equal to 32")]
    [InlineData("i-0123456789abcdef0", "../root", "'../root' at 'instanceOSUser'", @"Member must satisfy regular expression pattern: (^[A-Za-z_][A-Za-z0-9\@\._-]{0,30}[A-Za-z0-9\$_-]?$)|(^(?=.{2,32}$)[0-9]{1,32}[A-Za-z\@\._-][A-Za-z0-9\@\._-]*[A-Za-z0-9\$_-]?$)")]
    public async Task Send_OutsideTheModel_NamesTheMember(string id, string user, string value, string constraint)
    {
        await using var cloud = await TestCloud.StartAsync();

        var reply = await cloud.SendKeyAsync(id, user, OpenSshKey.Ed25519);

        Assert.Equal(
            $"400 InvalidArgsException: 1 validation error detected: Value {value} failed to satisfy constraint: {constraint}", reply.Error);
    }

    [Fact]
    public async Task Send_WithoutKey_NamesTheMember()
    {
        await using var cloud = await TestCloud.StartAsync();

        var reply = await cloud.Caller.JsonAsync(
            "AWSEC2InstanceConnectService.SendSSHPublicKey",
            new JsonObject { ["InstanceId"] = "i-0123456789abcdef0", ["InstanceOSUser"] = "ec2-user" });

        Assert.Equal(
            "400 InvalidArgsException: 1 validation error detected: Value null at 'sSHPublicKey' failed to satisfy constraint: Member must not be null",
            reply.Error);
    }

    [Theory]
    [InlineData("stopped", "EC2InstanceStateInvalidException: Unable to connect because the instance is not in a valid state. Connecting to a stopped or terminated instance is not supported. If the instance is stopped, start your instance, and try to connect again.")]
    [InlineData("shutting-down", "EC2InstanceStateInvalidException: Unable to connect because the instance is not in a valid state. Connecting to a stopped or terminated instance is not supported. If the instance is stopped, start your instance, and try to connect again.")]
    [InlineData("pending", "EC2InstanceUnavailableException: The instance is currently unavailable. Wait a few minutes and try again.")]
    public async Task Send_ToAnInstanceThatDoesNotRun_SaysSo(string state, string expected)
    {
        await using var cloud = await TestCloud.StartAsync(group => group with { DesiredCapacity = 1 });
        cloud.First.Ec2State = state;

        Assert.Equal("400 " + expected, (await cloud.SendKeyAsync(cloud.First.Id, "ec2-user", OpenSshKey.Ed25519)).Error);
    }

    [Fact]
    public async Task Send_Unavailable_SaysSo()
    {
        await using var cloud = await TestCloud.StartAsync(group => group with { DesiredCapacity = 1 });
        cloud.First.InstanceConnectUnavailable = true;

        Assert.StartsWith("400 EC2InstanceUnavailableException", (await cloud.SendKeyAsync(cloud.First.Id, "ec2-user", OpenSshKey.Ed25519)).Error);
    }

    [Fact]
    public async Task Send_UnknownInstanceOrOtherZone_IsNotFound()
    {
        await using var cloud = await TestCloud.StartAsync(group => group with { DesiredCapacity = 1 });

        var unknown = await cloud.SendKeyAsync("i-0000000000000000a", "ec2-user", OpenSshKey.Ed25519);
        var elsewhere = await cloud.SendKeyAsync(cloud.First.Id, "ec2-user", OpenSshKey.Ed25519, "us-east-1b");

        Assert.Equal("400 EC2InstanceNotFoundException: The specified instance was not found.", unknown.Error);
        Assert.Equal("400 EC2InstanceNotFoundException: The specified instance was not found.", elsewhere.Error);
    }
}
