using Functional.Credentials;
using Grpc.Core;

namespace Functional.Network;

/// <summary>Somebody between the plugin and AWS. The table of attacks is in docs/explanation/trust.md.</summary>
public sealed class HostileNetworkTests
{
    [Fact]
    public async Task Metadata_ThatRedirects_IsNotFollowed()
    {
        await using var cell = await Cell.StartAsync();
        cell.With(cell.Simulator.Environments.WithMetadata);
        await using var elsewhere = HostileServer.Answering("AKIDSTOLEN");
        await using var metadata = HostileServer.Redirecting($"http://{elsewhere.Authority}/");
        cell.Environment["AWS_EC2_METADATA_SERVICE_ENDPOINT"] = $"http://{metadata.Authority}";

        var error = await Assert.ThrowsAsync<RpcException>(() => cell.CallerAsync());

        Assert.Contains("answered with HTTP status 307", error.Status.Detail, StringComparison.Ordinal);
        Assert.NotEmpty(metadata.Heads);
        Assert.Empty(elsewhere.Heads);
    }

    [Fact]
    public async Task Container_ThatRedirects_IsNotFollowedWithTheToken()
    {
        await using var cell = await Cell.StartAsync();
        cell.With(cell.Simulator.Environments.WithContainer);
        await using var elsewhere = HostileServer.Answering("{}");
        await using var container = HostileServer.Redirecting($"http://{elsewhere.Authority}/");
        cell.Environment["AWS_CONTAINER_CREDENTIALS_FULL_URI"] = $"http://{container.Authority}/credentials";

        var error = await Assert.ThrowsAsync<RpcException>(() => cell.CallerAsync());

        Assert.Contains("answered with HTTP status 307", error.Status.Detail, StringComparison.Ordinal);
        Assert.Empty(elsewhere.Heads);
    }

    [Fact]
    public async Task Container_PlainHttpOutsideLoopback_IsNotAsked()
    {
        await using var cell = await Cell.StartAsync();
        cell.With(cell.Simulator.Environments.WithContainer);
        cell.Environment["AWS_CONTAINER_CREDENTIALS_FULL_URI"] = "http://192.0.2.1/credentials";

        var error = await Assert.ThrowsAsync<RpcException>(() => cell.CallerAsync());

        Assert.Contains("is none of ECS's or EKS's addresses, not loopback, and not https", error.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Aws_ThatRedirects_IsNotFollowedWithASignedCall()
    {
        await using var cell = await StartAsync();
        await using var elsewhere = HostileServer.Answering("<a/>");
        await using var aws = HostileServer.Redirecting($"http://{elsewhere.Authority}/");
        cell.Environment["AWS_ENDPOINT_URL"] = $"http://{aws.Authority}";

        await Assert.ThrowsAsync<RpcException>(() => cell.CallerAsync());

        Assert.NotEmpty(aws.Heads);
        Assert.Empty(elsewhere.Heads);
    }

    [Fact]
    public async Task Proxy_ThatAnswersForAws_IsNotTrustedAndSeesNoSignature()
    {
        await using var cell = await StartAsync();
        await using var proxy = HostileServer.Answering("<a/>");
        cell.Environment["AWS_ENDPOINT_URL"] = "https://autoscaling.invalid";
        cell.Environment["HTTPS_PROXY"] = $"http://{proxy.Authority}";

        var error = await Assert.ThrowsAsync<RpcException>(() => cell.CallerAsync());

        Assert.Contains("The remote certificate is invalid", error.Status.Detail, StringComparison.Ordinal);
        Assert.All(proxy.Heads, head => Assert.StartsWith("CONNECT autoscaling.invalid:443 ", head, StringComparison.Ordinal));
        Assert.NotEmpty(proxy.Heads);
    }

    [Theory]
    [InlineData("http://aws.invalid", true)]
    [InlineData(null, false)]
    public async Task Endpoint_PlainHttpOutsideLoopback_IsUsedAndSaid(string? endpoint, bool said)
    {
        await using var cell = await StartAsync();
        await using var proxy = new RecordingProxy(cell.Simulator.Endpoint);
        cell.Environment["HTTP_PROXY"] = $"http://{proxy.Authority}";
        cell.Environment["AWS_ENDPOINT_URL"] = endpoint ?? cell.Environment["AWS_ENDPOINT_URL"];
        await using var plugin = await cell.OpenAsync();

        var lines = await plugin.EndedLogOfAsync("EndpointInTheClear");

        Assert.Equal(
            said
                ? "calls to AWS go to http://aws.invalid in the clear: whoever is on the way reads what they hold, session tokens and answers of STS "
                  + "included, and can answer in AWS's name. Use https in AWS_ENDPOINT_URL"
                : null,
            lines.SingleOrDefault()?.Message);
    }

    private static async Task<Cell> StartAsync()
    {
        var cell = await Cell.StartAsync();
        return cell.With(cell.Simulator.Environments.WithLongLivedKey);
    }
}
