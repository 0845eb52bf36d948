using System.Net;
using System.Text.Json.Nodes;
using AwsSimulator.Cloud;
using AwsSimulator.Control;
using AwsSimulator.Wire;

namespace AwsSimulator.Tests.Control;

/// <summary>A simulated cloud with the control of its group.</summary>
internal sealed class ControlCloud : IAsyncDisposable
{
    private readonly HttpEndpoint _endpoint;

    private ControlCloud(TestCloud aws, HttpEndpoint endpoint) => (Aws, _endpoint) = (aws, endpoint);

    public TestCloud Aws { get; }

    public static async Task<ControlCloud> StartAsync(Func<GroupSettings, GroupSettings>? group = null)
    {
        var aws = await TestCloud.StartAsync(group);
        var service = new ControlService(aws.Group, aws.Simulator.Faults, "");
        return new ControlCloud(aws, await HttpEndpoint.StartAsync(
            service.ServeAsync, new IPEndPoint(IPAddress.Loopback, 0), null, TestCloud.Cancellation));
    }

    /// <param name="operation">Such as <c>PUT /desired</c>.</param>
    public async Task<(int Status, string Body)> SendAsync(string operation, string? body = null)
    {
        var (method, path) = (operation.Split(' ')[0], operation.Split(' ')[1]);
        var (status, text) = await PlainHttp.SendAsync(new HttpMethod(method), new Uri(_endpoint.Address, path), body);
        return ((int)status, text);
    }

    /// <summary>Does it, and returns the state that it answers.</summary>
    public async Task<JsonNode> DoAsync(string operation, string? body = null)
    {
        var (status, text) = await SendAsync(operation, body);
        Assert.True(status == 200, text);
        return JsonNode.Parse(text)!;
    }

    /// <summary>The group as Auto Scaling describes it.</summary>
    public Task<WireReply> DescribeGroupAsync() => Aws.AutoScalingAsync("DescribeAutoScalingGroups", ("AutoScalingGroupNames.member.1", "runners"));

    public async ValueTask DisposeAsync()
    {
        await _endpoint.DisposeAsync();
        await Aws.DisposeAsync();
    }
}
