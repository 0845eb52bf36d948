using Functional.Credentials;
using Grpc.Core;

namespace Functional.Network;

/// <summary>Where the plugin goes, by environment, profile and region.</summary>
public sealed class EndpointTests
{
    [Fact]
    public async Task Init_UrlOfTheService_IsCalled()
    {
        await using var cell = await StartAsync();
        cell.Environment["AWS_ENDPOINT_URL_AUTO_SCALING"] = Url(cell);
        cell.Environment["AWS_ENDPOINT_URL"] = "http://127.0.0.1:9";

        Assert.Equal("user/runner", await cell.CallerAsync());
    }

    [Theory]
    [InlineData("endpoint_url = URL")]
    [InlineData("services = simulated\n[services simulated]\nauto_scaling =\n  endpoint_url = URL")]
    public async Task Init_UrlInTheGivenConfigFile_IsCalled(string profile)
    {
        await using var cell = await StartAsync();
        cell.Environment.Remove("AWS_ENDPOINT_URL");
        cell.Config["config_file"] = cell.Write("config", $"[default]\n{profile.Replace("URL", Url(cell), StringComparison.Ordinal)}");

        Assert.Equal("user/runner", await cell.CallerAsync());
    }

    [Theory]
    [InlineData("eu-central-1", "", "autoscaling.eu-central-1.amazonaws.com")]
    [InlineData("cn-north-1", "", "autoscaling.cn-north-1.amazonaws.com.cn")]
    [InlineData("us-gov-west-1", "AWS_USE_FIPS_ENDPOINT", "autoscaling.us-gov-west-1.amazonaws.com")]
    [InlineData("us-east-1", "AWS_USE_FIPS_ENDPOINT", "autoscaling-fips.us-east-1.amazonaws.com")]
    [InlineData("us-east-1", "AWS_USE_DUALSTACK_ENDPOINT", "autoscaling.us-east-1.api.aws")]
    [InlineData("eusc-de-east-1", "", "autoscaling.eusc-de-east-1.amazonaws.eu")]
    [InlineData("us-iso-east-1", "", "autoscaling.us-iso-east-1.c2s.ic.gov")]
    public async Task Init_Region_GoesToItsOwnHost(string region, string variable, string host)
    {
        await using var cell = await StartAsync();
        await using var proxy = new RecordingProxy(cell.Simulator.Endpoint);
        cell.Environment.Remove("AWS_ENDPOINT_URL");
        cell.Environment["HTTPS_PROXY"] = $"http://{proxy.Authority}";
        cell.Config["region"] = region;
        if (variable.Length > 0)
        {
            cell.Environment[variable] = "true";
        }

        await Assert.ThrowsAsync<RpcException>(() => cell.CallerAsync());

        Assert.All(proxy.Heads, head => Assert.StartsWith($"CONNECT {host}:443 HTTP/1.1\r\n", head, StringComparison.Ordinal));
        Assert.NotEmpty(proxy.Heads);
    }

    private static async Task<Cell> StartAsync()
    {
        var cell = await Cell.StartAsync();
        return cell.With(cell.Simulator.Environments.WithLongLivedKey);
    }

    private static string Url(Cell cell) => cell.Simulator.Endpoint.ToString().TrimEnd('/');
}
