using Fleeting.Protocol;
using FleetingHost.Plugins;
using Google.Protobuf;
using Grpc.Core;

namespace FleetingHost.Driving;

/// <summary>Init, and what GitLab Runner checks of its answer.</summary>
internal static class GroupInit
{
    /// <summary>Initialises the plugin.</summary>
    /// <exception cref="GroupException">It refused, took too long, or its group is smaller than <c>max_instances</c>.</exception>
    public static async Task<InitResponse> RunAsync(
        InstanceGroup.InstanceGroupClient group, RunPlan plan, CancellationToken cancellationToken)
    {
        InitResponse answer;
        try
        {
            var request = new InitRequest { Config = ByteString.CopyFromUtf8(plan.PluginConfig), Settings = plan.Connector.ToSettings() };
            answer = await group.InitAsync(request, cancellationToken: cancellationToken);
        }
        catch (RpcException exception)
        {
            throw new GroupException($"could not initialise the plugin: {RpcError.Text(exception)}", exception);
        }

        if (plan.MaxInstances > answer.MaxSize)
        {
            throw new GroupException(
                $"could not use {answer.Id}: max_instances is {plan.MaxInstances}, the plugin's group holds {answer.MaxSize} at most");
        }

        return answer;
    }
}
