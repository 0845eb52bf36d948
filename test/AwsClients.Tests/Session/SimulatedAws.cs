using AwsClients.Session;
using AwsSimulator;
using AwsSimulator.Cloud;
using TestKit;

namespace AwsClients.Tests.Session;

/// <summary>A simulator with one group, and sessions on it whose environment is given, not the process's.</summary>
public sealed class SimulatedAws : IAsyncDisposable
{
    private SimulatedAws(Simulator simulator) => Simulator = simulator;

    public Simulator Simulator { get; }

    public LogRecorder Log { get; } = new();

    public static async Task<SimulatedAws> StartAsync(SimulatorSettings? settings = null) => new(
        await Simulator.StartAsync(
            (settings ?? new SimulatorSettings()) with { Groups = [new GroupSettings { Name = "group" }] },
            TestContext.Current.CancellationToken));

    internal Task<AwsSession> OpenAsync(AwsSessionOptions options, params (string Name, string? Value)[] environment)
    {
        var variables = new Dictionary<string, string>(Simulator.Environment);
        foreach (var (name, value) in environment)
        {
            variables[name] = value ?? "";
        }

        return StubSession.OpenAsync(options, TimeProvider.System, variables, Log);
    }

    public async ValueTask DisposeAsync()
    {
        await Simulator.DisposeAsync();
        Log.Dispose();
    }
}
