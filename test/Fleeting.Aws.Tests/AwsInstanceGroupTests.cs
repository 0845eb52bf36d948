using System.Text;
using AwsSimulator.Faults;
using Fleeting.Errors;
using Microsoft.Extensions.Time.Testing;

namespace Fleeting.Aws.Tests;

/// <summary>Init and Shutdown.</summary>
public sealed class AwsInstanceGroupTests
{
    [Theory]
    [InlineData(10, 1000)]
    [InlineData(2500, 2500)]
    public async Task Init_Group_SaysWhoItIs(int maxSizeOfGroup, int maxSize)
    {
        await using var test = await TestGroup.StartAsync(group => group with { MaxSize = maxSizeOfGroup });

        var info = await test.InitAsync();

        Assert.Equal("aws/us-east-1/runners", info.Id);
        Assert.Equal(maxSize, info.MaxSize);
        Assert.Equal(("1.2.3", "test build"), (info.Version, info.BuildInfo));
        Assert.Empty(info.Capabilities);
        Assert.Equal(1, test.Simulator.Calls.Count("DescribeAutoScalingGroups"));
    }

    [Fact]
    public async Task Init_NoSuchGroup_NamesAccountRegionAndName()
    {
        await using var test = await TestGroup.StartAsync();

        var e = await Assert.ThrowsAnyAsync<ProviderException>(() => test.InitAsync(null, ("name", "runers")));

        Assert.Equal(ProviderErrorReason.NotFound, e.Reason);
        Assert.Equal(
            "could not find Auto Scaling Group \"runers\" in us-east-1: account 123456789012 has no group of that name there; " +
            "check name and region in plugin_config, and that the credentials belong to the group's account",
            e.Message);
    }

    [Theory]
    [InlineData("DescribeAutoScalingGroups", "reading Auto Scaling Group \"runers\" in us-east-1")]
    [InlineData("GetCallerIdentity", "asking STS for the account")]
    public async Task Init_AwsDoesNotAnswer_EndsAfter45SecondsAndNamesTheStep(string action, string step)
    {
        var time = new FakeTimeProvider();
        await using var test = await TestGroup.StartAsync(time: time);
        test.Simulator.Faults.Add(new Fault { Action = action, Hang = true });

        var init = test.InitAsync(null, ("name", "runers"));
        await test.WaitForAsync(() => test.Simulator.Calls.Held == 1);
        time.Advance(TimeSpan.FromSeconds(44));

        var e = await Assert.ThrowsAnyAsync<ProviderException>(() => init);
        Assert.Equal(ProviderErrorReason.Unavailable, e.Reason);
        Assert.Equal(
            $"could not open Auto Scaling Group \"runers\": {step} took too long for the 45 s of Init: it was given up after 44 s: could not call " +
            $"{action} at {test.Simulator.Endpoint.Authority}: no answer within 44 s, retries included; check the network, proxy and endpoint settings",
            e.Message);
    }

    [Fact]
    public async Task Init_ProblemsInBothSections_SaysAllAtOnce()
    {
        await using var test = await TestGroup.StartAsync();
        var connector = new ConnectorConfig { Os = "beos", Protocol = "telnet", ProtocolPort = 70000, UseStaticCredentials = true };

        var e = await Assert.ThrowsAsync<ConfigException>(() => test.InitAsync(connector, ("name", "")));

        Assert.Equal(
            "missing required plugin config: name; set it to the name of the Auto Scaling Group; " +
            "invalid connector config value: os must be linux, windows or darwin, not \"beos\"; " +
            "invalid connector config value: protocol must be ssh, winrm or winrm+https, not \"telnet\"; " +
            "invalid connector config value: protocol_port must be between 0 and 65535, not 70000; " +
            "missing required connector config: password or key_path, since use_static_credentials is true; give one of the two",
            e.Message);
    }

    [Fact]
    public async Task Init_UnknownKey_WarnsWithTheNearest()
    {
        await using var test = await TestGroup.StartAsync();
        test.Log.Expect("UnknownConfigKey");

        await test.InitAsync(null, ("regoin", "eu-west-1"));

        Assert.Equal(
            "plugin_config: the key regoin is not known and has no effect; did you mean region?",
            test.Log.Only("UnknownConfigKey").Message);
    }

    [Theory]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nAAAA\n-----END RSA PRIVATE KEY-----",
        "invalid connector config value: the key of key_path cannot be used: it is encrypted; give a key without a passphrase " +
        "(ssh-keygen -p removes it)")]
    [InlineData("hunter2",
        "invalid connector config value: the key of key_path cannot be used: it is not a PEM (-----BEGIN … PRIVATE KEY-----); " +
        "give the private key, as PEM or in OpenSSH's form")]
    public async Task Init_UnusableKey_SaysWhy(string key, string message)
    {
        await using var test = await TestGroup.StartAsync();

        var e = await Assert.ThrowsAsync<ConfigException>(() => test.InitAsync(new ConnectorConfig { Key = Encoding.ASCII.GetBytes(key) }));

        Assert.Equal(message, e.Message);
        Assert.DoesNotContain("hunter2", test.Log.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ecdsa-sha2-nistp256")]
    [InlineData("ssh-rsa of 1024 bits")]
    public async Task Init_KeyThatInstanceConnectRefuses_SaysWhatToDo(string kind)
    {
        var key = kind == "ecdsa-sha2-nistp256" ? TestKeys.Ecdsa : TestKeys.ShortRsa;
        await using var test = await TestGroup.StartAsync();

        var e = await Assert.ThrowsAsync<ConfigException>(() => test.InitAsync(new ConnectorConfig { Key = key }));

        Assert.Equal(
            $"invalid connector config value: the key of key_path is {kind}, but EC2 Instance Connect takes RSA keys of 2048 to 4096 bits and " +
            "Ed25519 keys only; give one of those, no key at all (a fresh one is made for each connection), or set use_static_credentials",
            e.Message);
        await test.InitAsync(new ConnectorConfig { Key = key, UseStaticCredentials = true });
    }

    [Theory]
    [InlineData("", "windows")]
    [InlineData("winrm", "")]
    public async Task Init_ShortRsaKeyForWindowsPasswords_IsTaken(string protocol, string os)
    {
        await using var test = await TestGroup.StartAsync();

        await test.InitAsync(new ConnectorConfig { Key = TestKeys.ShortRsa, Protocol = protocol, Os = os });
    }

    [Fact]
    public async Task Init_KeyOfACurveThatSshDoesNotKnow_SaysWhichAreOfUse()
    {
        await using var test = await TestGroup.StartAsync();

        var e = await Assert.ThrowsAsync<ConfigException>(() => test.InitAsync(new ConnectorConfig { Key = TestKeys.Secp256k1 }));

        Assert.Equal(
            "invalid connector config value: the key of key_path cannot be used: it is neither RSA, ECDSA (P-256, P-384, P-521) nor Ed25519; " +
            "make one of these (ssh-keygen -t ed25519)",
            e.Message);
    }

    [Fact]
    public async Task Init_Throttled_TriesAgain()
    {
        await using var test = await TestGroup.StartAsync();
        test.Simulator.Faults.Add(new Fault { Action = "DescribeAutoScalingGroups", Code = "Throttling", Message = "Rate exceeded" });

        await test.InitAsync();

        Assert.Equal(2, test.Simulator.Calls.Count("DescribeAutoScalingGroups"));
    }

    [Fact]
    public async Task Verbs_BeforeInit_SayThatInitComesFirst()
    {
        await using var test = await TestGroup.StartAsync();

        var e = await Assert.ThrowsAsync<ProviderException>(() => test.Plugin.UpdateAsync(test.Cancellation));

        Assert.Equal("could not update: no group is open; Init must come first", e.Message);
    }

    [Fact]
    public async Task Shutdown_WithInstances_TerminatesNothing()
    {
        await using var test = await TestGroup.OpenAsync(group => group with { DesiredCapacity = 2 });

        await test.Plugin.ShutdownAsync(test.Cancellation);

        Assert.Equal(2, test.Cloud.Instances.Count);
        Assert.Equal(0, test.Simulator.Calls.Count("TerminateInstanceInAutoScalingGroup"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ConnectInfo_GroupIsClosedWhileItWaits_EndsAndSaysWhy(bool byShutdown)
    {
        await using var test = await TestGroup.OpenAsync(
            group => group with { DesiredCapacity = 1, Platform = "windows", PasswordDelay = null }, new ConnectorConfig { Key = TestKeys.Rsa });
        await test.WaitForAsync(() => test.Cloud.Instances[0].LifecycleState == "InService");
        var connect = test.Plugin.ConnectInfoAsync(test.Cloud.Instances[0].Id, test.Cancellation);
        await test.WaitForAsync(() => test.Simulator.Calls.Count("GetPasswordData") > 0);

        await (byShutdown ? test.Plugin.ShutdownAsync(test.Cancellation) : test.InitAsync());

        var e = await Assert.ThrowsAnyAsync<ProviderException>(() => connect.WaitAsync(TimeSpan.FromSeconds(30), test.Cancellation));
        Assert.Equal("could not connect: the group was shut down or configured anew while the call was under way", e.Message);
    }

    [Theory]
    [InlineData("SetDesiredCapacity")]
    [InlineData("DescribeAutoScalingGroups")]
    [InlineData("TerminateInstanceInAutoScalingGroup")]
    [InlineData("DescribeInstances")]
    [InlineData("SendSSHPublicKey")]
    public async Task Shutdown_OvertakesACallThatTheHostCancelled_IsStillACancellation(string action)
    {
        await using var test = await TestGroup.OpenAsync(group => group with { DesiredCapacity = 1 });
        var id = test.Cloud.Instances[0].Id;
        for (var round = 0; round < 5; round++)
        {
            test.Simulator.Faults.Clear();
            await test.InitAsync();
            test.Simulator.Calls.Clear();
            test.Simulator.Faults.Add(new Fault { Action = action, Hang = true });
            using var host = new CancellationTokenSource();
            var call = action switch
            {
                "TerminateInstanceInAutoScalingGroup" => test.Plugin.DecreaseAsync([id], host.Token),
                "DescribeInstances" or "SendSSHPublicKey" => test.Plugin.ConnectInfoAsync(id, host.Token),
                _ => test.Plugin.IncreaseAsync(1, host.Token) as Task,
            };
            var next = test.Plugin.IncreaseAsync(1, test.Cancellation);
            await test.WaitForAsync(() => test.Simulator.Calls.Count(action) > 0);

            var cancelled = host.CancelAsync();
            await test.Plugin.ShutdownAsync(test.Cancellation);
            await cancelled;

            var ended = await Assert.ThrowsAnyAsync<Exception>(() => call.WaitAsync(TimeSpan.FromSeconds(30), test.Cancellation));
            Assert.True(ended is OperationCanceledException or ProviderException { Reason: ProviderErrorReason.Unavailable }, ended.ToString());
            await EndsInWordsAsync(next);
        }

        async Task EndsInWordsAsync(Task<IncreaseResult> next)
        {
            var ended = await Record.ExceptionAsync(() => next.WaitAsync(TimeSpan.FromSeconds(30), test.Cancellation));
            Assert.True(
                ended is null or { Message: "could not increase: the group was shut down or configured anew while the call was under way" },
                ended?.ToString());
        }
    }
}
