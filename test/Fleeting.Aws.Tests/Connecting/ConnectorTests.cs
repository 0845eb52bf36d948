using AwsSimulator;
using AwsSimulator.Faults;
using Fleeting.Aws.Keys;
using Fleeting.Errors;

namespace Fleeting.Aws.Tests.Connecting;

/// <summary>ConnectInfo over SSH. The logins themselves are tried by the functional tests.</summary>
public sealed class ConnectorTests
{
    [Fact]
    public async Task ConnectInfo_NothingGiven_SendsAFreshEd25519Key()
    {
        await using var test = await OneInstanceAsync();
        var instance = test.Cloud.Instances[0];
        var before = DateTimeOffset.UtcNow;

        var info = await test.Plugin.ConnectInfoAsync(instance.Id, test.Cancellation);

        Assert.Equal(instance.PrivateIpAddress, info.InternalAddress);
        Assert.Equal(instance.PublicIpAddress, info.ExternalAddress);
        Assert.Equal(("linux", "amd64", "ssh", "ec2-user"), (info.Connector.Os, info.Connector.Arch, info.Connector.Protocol, info.Connector.Username));
        Assert.InRange(info.Expires!.Value, before.AddSeconds(50), DateTimeOffset.UtcNow.AddSeconds(60));
        var call = test.Simulator.Calls.Of("SendSSHPublicKey").Single();
        Assert.Equal((instance.Id, "ec2-user", instance.AvailabilityZone), (call.Parameters["InstanceId"], call.Parameters["InstanceOSUser"], call.Parameters["AvailabilityZone"]));
        Assert.Equal(SshKeyReader.Read(info.Connector.Key).PublicKey, call.Parameters["SSHPublicKey"]);
        Assert.StartsWith("ssh-ed25519 ", call.Parameters["SSHPublicKey"], StringComparison.Ordinal);
        Assert.DoesNotContain("PRIVATE KEY", test.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ConnectInfo_RsaWanted_SendsAFreshRsaKey()
    {
        await using var test = await OneInstanceAsync(null, ("dynamic_key_type", "rsa"));

        var info = await test.Plugin.ConnectInfoAsync(test.Cloud.Instances[0].Id, test.Cancellation);

        var sent = test.Simulator.Calls.Of("SendSSHPublicKey").Single().Parameters["SSHPublicKey"];
        Assert.StartsWith("ssh-rsa ", sent, StringComparison.Ordinal);
        Assert.Equal(SshKeyReader.Read(info.Connector.Key).PublicKey, sent);
    }

    [Fact]
    public async Task ConnectInfo_KeyGiven_SendsItsPublicHalf()
    {
        await using var test = await OneInstanceAsync(new ConnectorConfig { Key = TestKeys.Ed25519, Username = "ubuntu" });

        var info = await test.Plugin.ConnectInfoAsync(test.Cloud.Instances[0].Id, test.Cancellation);

        Assert.Equal(TestKeys.Ed25519, info.Connector.Key);
        Assert.NotNull(info.Expires);
        var call = test.Simulator.Calls.Of("SendSSHPublicKey").Single();
        Assert.Equal("ubuntu", call.Parameters["InstanceOSUser"]);
        Assert.Equal(SshKeyReader.Read(TestKeys.Ed25519).PublicKey, call.Parameters["SSHPublicKey"]);
    }

    [Fact]
    public async Task ConnectInfo_StaticCredentials_GoBackAsTheyCame()
    {
        var given = new ConnectorConfig
        {
            UseStaticCredentials = true,
            Username = "u",
            Password = "p",
            Key = TestKeys.Ecdsa,
            ProtocolPort = 2222,
            KeepaliveNanoseconds = 1,
            TimeoutNanoseconds = 2,
        };
        await using var test = await OneInstanceAsync(given);

        var info = await test.Plugin.ConnectInfoAsync(test.Cloud.Instances[0].Id, test.Cancellation);

        Assert.Equal(given with { Os = "linux", Arch = "amd64", Protocol = "ssh" }, info.Connector);
        Assert.Null(info.Expires);
        Assert.Equal(0, test.Simulator.Calls.Count("SendSSHPublicKey"));
    }

    [Fact]
    public async Task ConnectInfo_Ipv6Only_UsesItForBoth()
    {
        await using var test = await OneInstanceAsync();
        var instance = test.Cloud.Instances[0];
        (instance.PrivateIpAddress, instance.PublicIpAddress, instance.Ipv6Address) = (null, null, "2001:db8::7");

        var info = await test.Plugin.ConnectInfoAsync(instance.Id, test.Cancellation);

        Assert.Equal(("2001:db8::7", "2001:db8::7"), (info.InternalAddress, info.ExternalAddress));
    }

    [Fact]
    public async Task ConnectInfo_NoPublicAddress_HasNoExternalOne()
    {
        await using var test = await OneInstanceAsync();
        test.Cloud.Instances[0].PublicIpAddress = null;

        Assert.Equal("", (await test.Plugin.ConnectInfoAsync(test.Cloud.Instances[0].Id, test.Cancellation)).ExternalAddress);
    }

    [Fact]
    public async Task ConnectInfo_NoAddress_SaysSo()
    {
        await using var test = await OneInstanceAsync();
        var instance = test.Cloud.Instances[0];
        (instance.PrivateIpAddress, instance.PublicIpAddress) = (null, null);

        Assert.Equal(
            $"could not connect to {instance.Id}: EC2 in us-east-1 lists neither a private IPv4 address nor an IPv6 address of it",
            (await RefusedAsync(test, instance.Id)).Message);
    }

    [Fact]
    public async Task ConnectInfo_UnknownInstance_SaysSoAtOnce()
    {
        await using var test = await OneInstanceAsync();

        var e = await RefusedAsync(test, "i-00000000000000bad");

        Assert.Equal(ProviderErrorReason.NotFound, e.Reason);
        Assert.Equal(
            "could not connect to i-00000000000000bad: Auto Scaling Group \"runners\" in us-east-1 does not have it",
            e.Message);
    }

    [Fact]
    public async Task ConnectInfo_TerminatedInstance_SaysSoAndSendsNoKey()
    {
        await using var test = await OneInstanceAsync();
        var instance = test.Cloud.Instances[0];
        instance.Ec2State = "terminated";

        var e = await RefusedAsync(test, instance.Id);

        Assert.Equal(ProviderErrorReason.FailedPrecondition, e.Reason);
        Assert.StartsWith($"could not connect to {instance.Id}: EC2 in us-east-1 says that it is terminated", e.Message, StringComparison.Ordinal);
        Assert.Equal(0, test.Simulator.Calls.Count("SendSSHPublicKey"));
    }

    [Fact]
    public async Task ConnectInfo_InstanceThatTheGroupLetsGo_IsRefusedWithoutACall()
    {
        await using var test = await OneInstanceAsync();
        var instance = test.Cloud.Instances[0];
        instance.LifecycleState = "Terminating:Wait";
        await test.Plugin.UpdateAsync(test.Cancellation);
        test.Simulator.Calls.Clear();

        var e = await RefusedAsync(test, instance.Id);

        Assert.Equal($"could not connect to {instance.Id}: its lifecycle state in Auto Scaling Group \"runners\" in us-east-1 is Terminating:Wait", e.Message);
        Assert.Empty(test.Simulator.Calls.All);
    }

    [Fact]
    public async Task ConnectInfo_NewInstanceThatEc2DoesNotKnowYet_Waits()
    {
        await using var test = await OneInstanceAsync(simulator: new SimulatorSettings { Ec2Delay = TimeSpan.FromSeconds(1.5) });

        var info = await test.Plugin.ConnectInfoAsync(test.Cloud.Instances[0].Id, test.Cancellation);

        Assert.Equal(test.Cloud.Instances[0].PrivateIpAddress, info.InternalAddress);
    }

    [Fact]
    public async Task ConnectInfo_InstanceUnavailable_TriesAgain()
    {
        await using var test = await OneInstanceAsync();
        test.Simulator.Faults.Add(new Fault { Action = "SendSSHPublicKey", Code = "EC2InstanceUnavailableException", Message = "Wait." });

        Assert.NotNull((await test.Plugin.ConnectInfoAsync(test.Cloud.Instances[0].Id, test.Cancellation)).Expires);
        Assert.Equal(2, test.Simulator.Calls.Count("SendSSHPublicKey"));
    }

    [Fact]
    public async Task ConnectInfo_KeyRefused_SaysForWhomAndWhere()
    {
        await using var test = await OneInstanceAsync();
        var instance = test.Cloud.Instances[0];
        test.Simulator.Faults.Add(
            new Fault { Action = "SendSSHPublicKey", Code = "EC2InstanceStateInvalidException", Message = "The instance is not in a valid state.", Times = null });

        var e = await RefusedAsync(test, instance.Id);

        Assert.Equal(ProviderErrorReason.FailedPrecondition, e.Reason);
        Assert.Matches(
            $"^could not send an SSH key for ec2-user to {instance.Id} of Auto Scaling Group \"runners\" in us-east-1: " +
            "The instance is not in a valid state \\(EC2InstanceStateInvalidException, request [^ ]+\\)$",
            e.Message);
    }

    [Fact]
    public async Task ConnectInfo_ManyAtOnce_ShareDescribeInstances()
    {
        await using var test = await TestGroup.OpenAsync(group => group with { MaxSize = 600, DesiredCapacity = 600 });

        var infos = await Task.WhenAll(test.Cloud.Instances.Select(i => test.Plugin.ConnectInfoAsync(i.Id, test.Cancellation)));

        Assert.Equal(test.Cloud.Instances.Select(i => i.PrivateIpAddress), infos.Select(i => i.InternalAddress));
        Assert.InRange(test.Simulator.Calls.Count("DescribeInstances"), 2, 10);
    }

    [Fact]
    public async Task ConnectInfo_UnknownAmongMany_HoldsUpNone()
    {
        await using var test = await TestGroup.OpenAsync(group => group with { DesiredCapacity = 5 });
        var unknown = new[] { "i-00000000000000bad", "i-0000000000000dead" }.Select(id => RefusedAsync(test, id)).ToList();

        await Task.WhenAll(test.Cloud.Instances.Select(i => test.Plugin.ConnectInfoAsync(i.Id, test.Cancellation)));

        Assert.All(await Task.WhenAll(unknown), e => Assert.Equal(ProviderErrorReason.NotFound, e.Reason));
        Assert.DoesNotContain(test.Log.Entries, entry => entry.EventName == "AskingAgain");
    }

    [Fact]
    public async Task ConnectInfo_OneCallerGivesUp_TheOthersGetTheirAnswer()
    {
        await using var test = await TestGroup.OpenAsync(group => group with { DesiredCapacity = 2 });
        test.Simulator.Faults.Add(new Fault { Action = "DescribeInstances", Latency = TimeSpan.FromMilliseconds(300) });
        using var cancellation = new CancellationTokenSource();

        var impatient = test.Plugin.ConnectInfoAsync(test.Cloud.Instances[0].Id, cancellation.Token);
        var patient = test.Plugin.ConnectInfoAsync(test.Cloud.Instances[1].Id, test.Cancellation);
        cancellation.CancelAfter(TimeSpan.FromMilliseconds(100));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        Assert.NotNull(await patient);
    }

    private static Task<TestGroup> OneInstanceAsync(
        ConnectorConfig? connector = null, params (string Key, string Value)[] config) =>
        TestGroup.OpenAsync(group => group with { DesiredCapacity = 1 }, connector, config: config);

    private static Task<TestGroup> OneInstanceAsync(SimulatorSettings simulator) =>
        TestGroup.OpenAsync(group => group with { DesiredCapacity = 1 }, simulator: simulator);

    private static Task<ProviderException> RefusedAsync(TestGroup test, string instanceId) =>
        Assert.ThrowsAnyAsync<ProviderException>(() => test.Plugin.ConnectInfoAsync(instanceId, test.Cancellation));
}
