using Fleeting.Protocol;
using FleetingPluginAws.Tests.Harness;
using Grpc.Core;

namespace FleetingPluginAws.Tests;

/// <summary>The methods are named one by one: none of the contract may be missing.</summary>
public sealed class InstanceGroupMethodsTests
{
    [Fact]
    public async Task Add_EveryMethodOfTheContract_IsServed()
    {
        await using var plugin = await PluginProcess.ServeAsync();

        foreach (var method in InstanceGroup.Descriptor.Methods.OrderBy(method => method.Name == "Shutdown"))
        {
            var status = await plugin.CallAsync(method);
            Assert.False(
                status.StatusCode == StatusCode.Unimplemented && status.Detail.StartsWith("there is no method", StringComparison.Ordinal),
                $"{method.FullName}: {status}");
        }
    }
}
