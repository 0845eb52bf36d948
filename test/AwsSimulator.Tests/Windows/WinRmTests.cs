using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace AwsSimulator.Tests.Windows;

public sealed class WinRmTests
{
    [Theory]
    [InlineData("http")]
    [InlineData("https")]
    public async Task Wsman_WithTheInstancesPassword_AnswersOnEveryAddress(string scheme)
    {
        await using var cloud = await StartAsync();

        Assert.Equal(HttpStatusCode.OK, await PostAsync(cloud, scheme, cloud.First.PrivateIpAddress!, cloud.First.AdministratorPassword!));
        Assert.Equal(HttpStatusCode.OK, await PostAsync(cloud, scheme, cloud.First.PublicIpAddress!, cloud.First.AdministratorPassword!));
        Assert.Equal(2, cloud.Simulator.Calls.All.Count(call => call.Service == "winrm" && call.Parameters["Scheme"] == scheme));
    }

    [Fact]
    public async Task Wsman_WithAnotherPassword_IsUnauthorized()
    {
        await using var cloud = await StartAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(cloud, "http", cloud.First.PrivateIpAddress!, "another"));
        Assert.Equal(
            HttpStatusCode.Unauthorized,
            await PostAsync(cloud, "http", cloud.First.PrivateIpAddress!, cloud.Group.Instances[1].AdministratorPassword!));
    }

    [Fact]
    public async Task Wsman_OfATerminatedInstance_IsGone()
    {
        await using var cloud = await StartAsync();
        var instance = cloud.First;
        var address = instance.PrivateIpAddress!;

        cloud.Group.Reclaim(instance);
        await cloud.Simulator.DisposeAsync();

        await Assert.ThrowsAsync<HttpRequestException>(() => PostAsync(cloud, "http", address, "any"));
    }

    private static async Task<TestCloud> StartAsync()
    {
        var cloud = await TestCloud.StartAsync(group => group with { DesiredCapacity = 2, Platform = "windows" });
        await cloud.Simulator.WaitForAsync(
            () => cloud.Group.Instances.All(instance => instance.LifecycleState == "InService"), TestCloud.Cancellation);
        return cloud;
    }

    private static async Task<HttpStatusCode> PostAsync(TestCloud cloud, string scheme, string address, string password)
    {
        using var handler = new HttpClientHandler();
        handler.ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator;
        using var http = new HttpClient(handler);
        var port = scheme == "https" ? cloud.Simulator.WinRmHttpsPort : cloud.Simulator.WinRmPort;
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{scheme}://{address}:{port}/wsman");
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"Administrator:{password}")));
        request.Content = new StringContent("<s:Envelope/>");
        using var response = await http.SendAsync(request, TestCloud.Cancellation);
        return response.StatusCode;
    }
}
