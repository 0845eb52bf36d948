using System.Security.Cryptography;
using System.Text;
using Amazon.EC2.Model;
using AwsClients.Ec2;
using AwsSimulator;
using AwsSimulator.Faults;
using Fleeting.Aws.Calls;
using Fleeting.Aws.Configuration;
using Fleeting.Aws.Connecting;
using Fleeting.Aws.Keys;
using Fleeting.Aws.Scaling;
using Fleeting.Errors;
using TestKit;

namespace Fleeting.Aws.Tests.Connecting;

/// <summary>ConnectInfo over WinRM.</summary>
public sealed class WindowsPasswordsTests
{
    [Theory]
    [InlineData("", "winrm")]
    [InlineData("winrm", "winrm")]
    [InlineData("winrm+https", "winrm+https")]
    public async Task ConnectInfo_Windows_DecryptsThePassword(string givenProtocol, string protocol)
    {
        await using var test = await OpenAsync(TimeSpan.Zero, connector: new ConnectorConfig { Protocol = givenProtocol, Key = TestKeys.Rsa });

        var info = await ConnectAsync(test);

        Assert.Equal(("windows", "amd64", protocol, "Administrator"), (info.Connector.Os, info.Connector.Arch, info.Connector.Protocol, info.Connector.Username));
        Assert.Equal(test.Cloud.Instances[0].AdministratorPassword, info.Connector.Password);
        Assert.Null(info.Expires);
        Assert.Equal(0, test.Simulator.Calls.Count("SendSSHPublicKey"));
        Assert.DoesNotContain(info.Connector.Password, test.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ConnectInfo_SshOnWindows_SendsAKey()
    {
        await using var test = await OpenAsync(null, connector: new ConnectorConfig { Protocol = "ssh" });

        var info = await ConnectAsync(test);

        Assert.Equal(("windows", "ssh", "Administrator"), (info.Connector.Os, info.Connector.Protocol, info.Connector.Username));
        Assert.Equal(["ok"], test.Simulator.Calls.Of("SendSSHPublicKey").Select(c => c.ErrorCode ?? "ok"));
    }

    [Fact]
    public async Task ConnectInfo_ThreeMinutesBeforeThePassword_GetsIt()
    {
        var time = new SkippingTime();
        await using var test = await OpenAsync(TimeSpan.FromMinutes(3), new SimulatorSettings { TimeProvider = time }, time);

        var info = await ConnectAsync(test);

        Assert.Equal(test.Cloud.Instances[0].AdministratorPassword, info.Connector.Password);
        Assert.InRange(time.Passed, TimeSpan.FromMinutes(3), TimeSpan.FromMinutes(3) + SkippingTime.LongestPause);
        Assert.InRange(test.Simulator.Calls.Count("GetPasswordData"), 10, 20);
    }

    [Fact]
    public async Task ConnectInfo_NoPasswordEver_EndsAfterFifteenMinutes()
    {
        var time = new SkippingTime();
        await using var test = await OpenAsync(null, time: time);

        var e = await Assert.ThrowsAnyAsync<ProviderException>(() => ConnectAsync(test));

        Assert.Equal(ProviderErrorReason.DeadlineExceeded, e.Reason);
        Assert.Equal(
            $"could not get the Windows password of {test.Cloud.Instances[0].Id}: EC2 still has none after 15 minutes; an image that was made without " +
            "Sysprep never gets one, nor does an instance without a key pair: give username and password and set use_static_credentials in " +
            "connector_config, or rebuild the image with EC2Launch",
            e.Message);
        Assert.InRange(time.Passed, TimeSpan.FromMinutes(14.5), TimeSpan.FromMinutes(15.1));
    }

    [Fact]
    public async Task ConnectInfo_CancelledWhileItWaits_EndsWithinASecond()
    {
        await using var test = await OpenAsync(null);
        using var cancellation = new CancellationTokenSource();
        var connect = test.Plugin.ConnectInfoAsync(test.Cloud.Instances[0].Id, cancellation.Token);
        await test.WaitForAsync(() => test.Simulator.Calls.Count("GetPasswordData") > 0);
        var cancelledAt = TimeProvider.System.GetTimestamp();

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connect);
        Assert.InRange(TimeProvider.System.GetElapsedTime(cancelledAt), TimeSpan.Zero, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task ConnectInfo_TwoAtOnce_ShareOneWaitAndLaterOnesAskNoMore()
    {
        await using var test = await OpenAsync(TimeSpan.Zero);
        test.Simulator.Faults.Add(new Fault { Action = "GetPasswordData", Latency = TimeSpan.FromMilliseconds(200) });

        var infos = await Task.WhenAll(ConnectAsync(test), ConnectAsync(test));
        var later = await ConnectAsync(test);

        Assert.All(infos, info => Assert.Equal(later.Connector.Password, info.Connector.Password));
        Assert.Equal(1, test.Simulator.Calls.Count("GetPasswordData"));
    }

    [Fact]
    public async Task ConnectInfo_OneOfTwoGivesUp_TheOtherGetsThePassword()
    {
        await using var test = await OpenAsync(TimeSpan.Zero);
        test.Simulator.Faults.Add(new Fault { Action = "GetPasswordData", Latency = TimeSpan.FromMilliseconds(300) });
        using var cancellation = new CancellationTokenSource();

        var impatient = test.Plugin.ConnectInfoAsync(test.Cloud.Instances[0].Id, cancellation.Token);
        var patient = ConnectAsync(test);
        cancellation.CancelAfter(TimeSpan.FromMilliseconds(150));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        Assert.NotEmpty((await patient).Connector.Password);
    }

    [Fact]
    public async Task ConnectInfo_NoKeyGiven_SaysWhichToGive()
    {
        await using var test = await OpenAsync(TimeSpan.Zero, connector: new ConnectorConfig());

        var e = await Assert.ThrowsAnyAsync<ProviderException>(() => ConnectAsync(test));

        Assert.Equal(
            $"could not get the Windows password of {test.Cloud.Instances[0].Id}: connector_config has no key_path; give the RSA private key of the " +
            "key pair that the instance was launched with, or a password",
            e.Message);
    }

    [Fact]
    public async Task ConnectInfo_KeyNotRsa_SaysThatItMustBe()
    {
        await using var test = await OpenAsync(TimeSpan.Zero, connector: new ConnectorConfig { Key = TestKeys.Ed25519 });

        var e = await Assert.ThrowsAnyAsync<ProviderException>(() => ConnectAsync(test));

        Assert.Equal(
            $"could not get the Windows password of {test.Cloud.Instances[0].Id}: the key of key_path in connector_config is ssh-ed25519, but Windows " +
            "passwords are encrypted with RSA key pairs only; give the RSA private key that the instance was launched with",
            e.Message);
    }

    [Fact]
    public async Task ConnectInfo_WrongKey_SaysSo()
    {
        await using var test = await OpenAsync(TimeSpan.Zero, connector: new ConnectorConfig { Key = TestKeys.OtherRsa });

        var e = await Assert.ThrowsAnyAsync<ProviderException>(() => ConnectAsync(test));

        Assert.Equal(
            $"could not decrypt the Windows password of {test.Cloud.Instances[0].Id}: the key of key_path in connector_config is not the private key of " +
            "the key pair that the instance was launched with",
            e.Message);
        Assert.Null(e.InnerException);
    }

    [Fact]
    public async Task ConnectInfo_PasswordGiven_IsUsedAndNoneAskedFor()
    {
        await using var test = await OpenAsync(null, connector: new ConnectorConfig { Password = "given", Username = "gitlab" });

        var info = await ConnectAsync(test);

        Assert.Equal(("winrm", "gitlab", "given"), (info.Connector.Protocol, info.Connector.Username, info.Connector.Password));
        Assert.Equal(0, test.Simulator.Calls.Count("GetPasswordData"));
    }

    [Fact]
    public async Task ConnectInfo_InstanceLeavesWhileItWaits_EndsTheWait()
    {
        var time = new SkippingTime();
        await using var test = await OpenAsync(null, time: time);
        test.Cloud.Instances[0].LifecycleState = "Terminating:Wait";
        var id = test.Cloud.Instances[0].Id;
        test.Simulator.Faults.Add(new Fault { Action = "GetPasswordData", Latency = TimeSpan.FromMilliseconds(300) });

        var connect = ConnectAsync(test);
        await test.WaitForAsync(() => test.Simulator.Calls.Count("DescribeInstances") > 0);
        await test.Plugin.UpdateAsync(test.Cancellation);

        Assert.Equal(
            $"could not connect to {id}: its lifecycle state in Auto Scaling Group \"runners\" in us-east-1 is Terminating:Wait",
            (await Assert.ThrowsAnyAsync<ProviderException>(() => connect)).Message);
    }

    [Fact]
    public async Task ConnectInfo_InstanceVanishesWhileItWaits_EndsTheWait()
    {
        var time = new ShiftedTime();
        await using var test = await OpenAsync(null, time: time);
        var instance = test.Cloud.Instances[0];
        time.Advance(TimeSpan.FromSeconds(10));
        var connect = ConnectAsync(test);
        await test.WaitForAsync(() => test.Simulator.Calls.Count("GetPasswordData") > 0);

        test.Cloud.Reclaim(instance);
        await test.WaitForAsync(() => !test.Cloud.Instances.Contains(instance));
        await test.Plugin.UpdateAsync(test.Cancellation);
        Assert.False(connect.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(2));
        await test.Plugin.UpdateAsync(test.Cancellation);

        Assert.Equal(
            $"could not connect to {instance.Id}: Auto Scaling Group \"runners\" in us-east-1 does not have it",
            (await Assert.ThrowsAsync<ProviderException>(() => connect.WaitAsync(TimeSpan.FromSeconds(30), test.Cancellation))).Message);
    }

    [Fact]
    public async Task ConnectInfo_PasswordCannotBeAskedForAWhile_WaitsOn()
    {
        await using var test = await OpenAsync(TimeSpan.Zero, time: new SkippingTime());
        test.Log.Expect("ActionNotServed");
        test.Simulator.Faults.Add(new Fault { Action = "GetPasswordData", Code = "ExpiredToken", Status = 403, Times = 5 });

        Assert.Equal(test.Cloud.Instances[0].AdministratorPassword, (await ConnectAsync(test)).Connector.Password);
        Assert.Single(test.Log.Entries, entry => entry.EventName == "ActionNotServed");
    }

    [Fact]
    public async Task Get_PasswordComesAfterTheInstanceLeft_IsNotKept()
    {
        using var log = new LogRecorder();
        var ec2 = new PasswordEc2();
        var scope = new GroupScope("runners", "us-east-1");
        var calls = new AwsCalls(scope, log.CreateLogger("test"), TimeProvider.System, CancellationToken.None);
        SshKeyReader.Read(TestKeys.Rsa, out var rsa);
        var settings = new ConnectorSettings { Given = new ConnectorConfig(), RsaKey = rsa };
        var passwords = new WindowsPasswords(scope, settings, ec2, calls, log.CreateLogger("test"), TimeProvider.System);
        var first = passwords.GetAsync("i-1", TestContext.Current.CancellationToken);
        await ec2.Asked;

        passwords.KeepOnly(new GroupSnapshot { Instances = new Dictionary<string, GroupInstance>(), ReadAt = 0 });
        ec2.Answer.SetResult();

        Assert.Equal("hunter2", await first);
        Assert.Equal("hunter2", await passwords.GetAsync("i-1", TestContext.Current.CancellationToken));
        Assert.Equal(2, ec2.Calls);
    }

    private static Task<ConnectInfo> ConnectAsync(TestGroup test) =>
        test.Plugin.ConnectInfoAsync(test.Cloud.Instances[0].Id, test.Cancellation);

    private static async Task<TestGroup> OpenAsync(
        TimeSpan? passwordDelay, SimulatorSettings? simulator = null, TimeProvider? time = null, ConnectorConfig? connector = null)
    {
        var test = await TestGroup.OpenAsync(
            group => group with
            {
                DesiredCapacity = 1,
                Platform = "windows",
                PasswordDelay = passwordDelay,
                KeyPairPublicKey = SshKeyReader.Read(TestKeys.Rsa).PublicKey,
            },
            connector ?? new ConnectorConfig { Key = TestKeys.Rsa },
            simulator,
            time);
        await test.WaitForAsync(() => test.Cloud.Instances[0].LifecycleState == "InService");
        return test;
    }

    /// <summary>An EC2 that has one password, and tells it when it is let to.</summary>
    private sealed class PasswordEc2 : IEc2
    {
        private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Asked => _asked.Task;

        public TaskCompletionSource Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Calls { get; private set; }

        public async Task<GetPasswordDataResponse> GetPasswordDataAsync(GetPasswordDataRequest request, CancellationToken cancellationToken)
        {
            Calls++;
            _asked.TrySetResult();
            await Answer.Task.WaitAsync(cancellationToken);
            using var rsa = RSA.Create();
            rsa.ImportFromPem(Encoding.ASCII.GetString(TestKeys.Rsa.Span));
            return new GetPasswordDataResponse
            {
                PasswordData = Convert.ToBase64String(rsa.Encrypt("hunter2"u8, RSAEncryptionPadding.Pkcs1)),
            };
        }

        public Task<DescribeInstancesResponse> DescribeInstancesAsync(DescribeInstancesRequest request, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<DescribeSpotInstanceRequestsResponse> DescribeSpotInstanceRequestsAsync(
            DescribeSpotInstanceRequestsRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
