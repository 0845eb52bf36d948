using System.Net.Http.Headers;
using System.Text;
using AwsSimulator.Cloud;
using Fleeting.Protocol;
using Google.Protobuf;
using Grpc.Core;

namespace Functional.Matrix;

/// <summary>WinRM with the password that the plugin decrypted, checked by a real HTTP client at the instance's own endpoint.</summary>
public sealed class WindowsTests
{
    [Theory]
    [InlineData("winrm")]
    [InlineData("winrm+https")]
    public async Task ConnectInfo_Password_OpensWinRm(string protocol)
    {
        using var folder = new PrivateFolder();
        await using var scene = await StartAsync(folder, protocol);
        var id = Assert.Single(await scene.ScaleToAsync(1));
        var connect = scene.ConnectInfoAsync(id);
        await scene.Aws.WaitForAsync(() => scene.Aws.Calls.Count("GetPasswordData") > 0, TestContext.Current.CancellationToken);
        scene.Group.Instances[0].SetPassword();

        var info = await connect;

        Assert.Equal(("windows", protocol, "Administrator", 0L), (info.Connector.Os, info.Connector.Protocol, info.Connector.Username, info.Expires));
        Assert.Equal(200, await AskWinRmAsync(scene, info, info.Connector.Password));
        Assert.Equal(401, await AskWinRmAsync(scene, info, info.Connector.Password + "x"));
        Assert.Single(await scene.Plugin.EndedLogOfAsync("WaitingForPassword"));
    }

    [Fact]
    public async Task ConnectInfo_DeadlinePassesWhileItWaits_EndsWithIt()
    {
        using var folder = new PrivateFolder();
        await using var scene = await StartAsync(folder, "winrm");
        var id = Assert.Single(await scene.ScaleToAsync(1));
        var began = TimeProvider.System.GetTimestamp();

        var end = await Record.ExceptionAsync(async () => await scene.Plugin.Group.ConnectInfoAsync(
            new ConnectInfoRequest { Instance = id }, deadline: DateTime.UtcNow.AddSeconds(1), cancellationToken: TestContext.Current.CancellationToken));

        // The client and the plugin have the same deadline: either may be the first to say so.
        Assert.True(end is OperationCanceledException or RpcException { StatusCode: StatusCode.Cancelled or StatusCode.DeadlineExceeded }, $"{end}");
        Assert.InRange(TimeProvider.System.GetElapsedTime(began), TimeSpan.FromSeconds(0.9), TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task ConnectInfo_CancelledWhileItWaits_AsksNoMore()
    {
        using var folder = new PrivateFolder();
        await using var scene = await StartAsync(folder, "winrm");
        var id = Assert.Single(await scene.ScaleToAsync(1));
        using var cancellation = new CancellationTokenSource();
        var connect = scene.Plugin.Group.ConnectInfoAsync(new ConnectInfoRequest { Instance = id }, cancellationToken: cancellation.Token).ResponseAsync;
        await scene.Aws.WaitForAsync(() => scene.Aws.Calls.Count("GetPasswordData") > 0, TestContext.Current.CancellationToken);
        var began = TimeProvider.System.GetTimestamp();

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connect);
        Assert.InRange(TimeProvider.System.GetElapsedTime(began), TimeSpan.Zero, TimeSpan.FromSeconds(1));
    }

    private static async Task<Scene> StartAsync(PrivateFolder folder, string protocol)
    {
        var path = await KeyFiles.CreateAsync(folder, "rsa 2048", "PEM");
        var scene = await Scene.StartAsync(group => group with
        {
            Platform = "windows",
            PasswordDelay = null,
            KeyPairPublicKey = File.ReadAllText(path + ".pub").Trim(),
            Addresses = AddressKinds.Private,
        });
        scene.Hide(File.ReadAllText(path));
        await scene.InitAsync(connector: new ConnectorConfig { Protocol = protocol, Key = ByteString.CopyFrom(File.ReadAllBytes(path)) });
        return scene;
    }

    /// <summary>The status of a basic-auth request, as a WinRM client begins its session.</summary>
    private static async Task<int> AskWinRmAsync(Scene scene, ConnectInfoResponse info, string password)
    {
        var (scheme, port) = info.Connector.Protocol == "winrm" ? ("http", scene.Aws.WinRmPort) : ("https", scene.Aws.WinRmHttpsPort);
        using var client = new HttpClient(new HttpClientHandler
        {
            ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator,
        });
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{scheme}://{info.InternalAddr}:{port}/wsman")
        {
            Content = new StringContent("", Encoding.UTF8, "application/soap+xml"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{info.Connector.Username}:{password}")));
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return (int)response.StatusCode;
    }
}
