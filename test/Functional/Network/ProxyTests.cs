using Functional.Credentials;
using Grpc.Core;

namespace Functional.Network;

/// <summary>The plugin in a network that is left through a proxy only.</summary>
public sealed class ProxyTests
{
    // Nobody resolves this name: what reaches the simulator went through the proxy.
    private const string Nowhere = "http://aws.invalid";

    [Theory]
    [InlineData("HTTP_PROXY")]
    [InlineData("http_proxy")]
    public async Task Init_ProxySet_GoesThroughIt(string variable)
    {
        await using var cell = await StartAsync(Nowhere);
        await using var proxy = new RecordingProxy(cell.Simulator.Endpoint);
        cell.Environment[variable] = $"http://{proxy.Authority}";

        Assert.Equal("user/runner", await cell.CallerAsync());
        Assert.StartsWith($"POST {Nowhere}/ HTTP/1.1\r\n", proxy.Heads.First(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Init_ProxyWithPassword_SendsItAndTellsNobody()
    {
        await using var cell = await StartAsync("https://autoscaling.invalid");
        await using var proxy = new RecordingProxy(cell.Simulator.Endpoint);
        cell.Environment["HTTPS_PROXY"] = $"http://runner:sesame@{proxy.Authority}";

        var error = await Assert.ThrowsAsync<RpcException>(() => cell.CallerAsync());

        Assert.Contains(proxy.Heads, head => head.StartsWith("CONNECT autoscaling.invalid:443 HTTP/1.1\r\n", StringComparison.Ordinal));
        Assert.Equal(
            "could not read Auto Scaling Group \"group\" in us-east-1: could not call DescribeAutoScalingGroups at autoscaling.invalid through "
            + $"the proxy {proxy.Authority}: The proxy tunnel request to proxy 'http://{proxy.Authority}/' failed with status code '403'; the proxy has to "
            + "let autoscaling.invalid:443 through, and with 407 it wants a user and password (HTTPS_PROXY=http://USER:PASSWORD@HOST:PORT); NO_PROXY "
            + "names hosts that need no proxy",
            error.Status.Detail);
        Assert.DoesNotContain("sesame", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Init_DomainInNoProxy_GoesThereDirectly()
    {
        await using var cell = await StartAsync(Nowhere);
        await using var proxy = new RecordingProxy(cell.Simulator.Endpoint);
        cell.Environment["HTTP_PROXY"] = $"http://{proxy.Authority}";
        cell.Environment["NO_PROXY"] = "example.com, .INVALID";

        var error = await Assert.ThrowsAsync<RpcException>(() => cell.CallerAsync());

        Assert.Contains("the name aws.invalid could not be resolved", error.Status.Detail, StringComparison.Ordinal);
        Assert.Empty(proxy.Heads);
    }

    [Fact]
    public async Task Init_EndpointOnThisMachine_NeverGoesThroughTheProxy()
    {
        await using var cell = await StartAsync(null);
        await using var proxy = new RecordingProxy(cell.Simulator.Endpoint);
        cell.Environment["HTTP_PROXY"] = $"http://{proxy.Authority}";

        Assert.Equal("user/runner", await cell.CallerAsync());
        Assert.Empty(proxy.Heads);
    }

    [Fact]
    public async Task Init_InstanceMetadata_NeverGoesThroughTheProxy()
    {
        await using var cell = await StartAsync(null);
        cell.With(cell.Simulator.Environments.WithMetadata);
        cell.Environment["AWS_ENDPOINT_URL"] = Nowhere;
        await using var proxy = new RecordingProxy(cell.Simulator.Endpoint);
        cell.Environment["HTTP_PROXY"] = $"http://{proxy.Authority}";

        Assert.StartsWith("assumed-role/runner-role/", await cell.CallerAsync(), StringComparison.Ordinal);
        Assert.All(proxy.Heads, head => Assert.StartsWith("POST ", head, StringComparison.Ordinal));
    }

    private static async Task<Cell> StartAsync(string? endpoint)
    {
        var cell = await Cell.StartAsync();
        cell.With(cell.Simulator.Environments.WithLongLivedKey);
        cell.Environment["AWS_ENDPOINT_URL"] = endpoint ?? cell.Environment["AWS_ENDPOINT_URL"];
        return cell;
    }
}
