using System.Security.Cryptography;
using System.Text;
using Amazon.EC2.Model;

namespace AwsSimulator.Tests.Wire.Ec2;

public sealed class GetPasswordDataTests : IDisposable
{
    private readonly RSA _key = RSA.Create(2048);

    public void Dispose() => _key.Dispose();

    [Fact]
    public async Task Get_BeforeAndAfterTheDelay_IsEmptyAndThenDecrypts()
    {
        await using var cloud = await WindowsAsync(TimeSpan.FromMinutes(4));
        using var client = Ec2Peer.Of(cloud.Simulator);
        var request = new GetPasswordDataRequest { InstanceId = cloud.First.Id };

        var before = await client.GetPasswordDataAsync(request, TestCloud.Cancellation);
        cloud.Time.Advance(TimeSpan.FromMinutes(4));
        var after = await client.GetPasswordDataAsync(request, TestCloud.Cancellation);

        Assert.Equal("", before.PasswordData.Trim());
        var decrypted = _key.Decrypt(Convert.FromBase64String(after.PasswordData.Trim()), RSAEncryptionPadding.Pkcs1);
        Assert.Equal(cloud.First.AdministratorPassword, Encoding.UTF8.GetString(decrypted));
    }

    [Fact]
    public async Task Get_RebundledImage_IsEmptyForEver()
    {
        await using var cloud = await WindowsAsync(null);
        cloud.Time.Advance(TimeSpan.FromDays(1));

        var reply = await cloud.Ec2Async("GetPasswordData", ("InstanceId", cloud.First.Id));

        Assert.Equal("", reply.Only("passwordData"));
    }

    [Fact]
    public async Task Get_UnknownInstance_SaysSo()
    {
        await using var cloud = await TestCloud.StartAsync();

        var reply = await cloud.Ec2Async("GetPasswordData", ("InstanceId", "i-0000000000000000a"));

        Assert.Equal("400 InvalidInstanceID.NotFound: The instance ID 'i-0000000000000000a' does not exist", reply.Error);
    }

    private Task<TestCloud> WindowsAsync(TimeSpan? delay) => TestCloud.StartAsync(group => group with
    {
        DesiredCapacity = 1,
        Platform = "windows",
        WinRm = false,
        PasswordDelay = delay,
        KeyPairPublicKey = OpenSshKey.Rsa(_key),
    });
}
