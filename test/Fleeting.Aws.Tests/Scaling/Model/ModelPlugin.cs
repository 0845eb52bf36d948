using Fleeting.Aws.Calls;
using Fleeting.Aws.Scaling;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Fleeting.Aws.Tests.Scaling.Model;

/// <summary>The plugin's scaling, as <c>OpenGroup</c> puts it together, on a model of the cloud.</summary>
internal sealed class ModelPlugin
{
    private readonly GroupReader _reader;

    public ModelPlugin(ModelCloud cloud, FakeTimeProvider time)
    {
        var scope = new GroupScope(ModelCloud.Name, "us-east-1");
        var logger = NullLogger.Instance;
        var calls = new AwsCalls(scope, logger, time, CancellationToken.None);
        Ledger = new CapacityLedger(time);
        _reader = new GroupReader(scope, cloud, calls, Ledger, logger, time);
        var launches = new LaunchWatch(scope, new ScalingActivityReader(scope, cloud, calls), logger, time);
        ScaleOut = new ScaleOut(scope, _reader, cloud, calls, Ledger, launches, logger);
        ScaleIn = new ScaleIn(scope, _reader, cloud, calls, Ledger, logger, time);
    }

    public CapacityLedger Ledger { get; }

    public ScaleOut ScaleOut { get; }

    public ScaleIn ScaleIn { get; }

    public async Task<GroupSnapshot> UpdateAsync()
    {
        var snapshot = await _reader.ReadAsync(CancellationToken.None);
        Ledger.Shown(snapshot);
        await ScaleOut.RestoreAsync(CancellationToken.None);
        return snapshot;
    }
}
