using Fleeting.Protocol;
using Fleeting.Serving;
using GoPlugin.Rpc;

namespace FleetingPluginAws;

/// <summary>The methods of <c>proto.InstanceGroup</c>. A test holds them against the contract.</summary>
internal static class InstanceGroupMethods
{
    public static void Add(ServiceMethods methods, InstanceGroupService service)
    {
        methods.Unary("Init", InitRequest.Parser, service.Init);
        methods.ServerStreaming<Empty, UpdateResponse>("Update", Empty.Parser, service.Update);
        methods.Unary("Increase", IncreaseRequest.Parser, service.Increase);
        methods.Unary("Decrease", DecreaseRequest.Parser, service.Decrease);
        methods.Unary("ConnectInfo", ConnectInfoRequest.Parser, service.ConnectInfo);
        methods.Unary("Heartbeat", HeartbeatRequest.Parser, service.Heartbeat);
        methods.Unary("Suspend", SuspendRequest.Parser, service.Suspend);
        methods.Unary("Resume", ResumeRequest.Parser, service.Resume);
        methods.Unary("Shutdown", Empty.Parser, service.Shutdown);
    }
}
