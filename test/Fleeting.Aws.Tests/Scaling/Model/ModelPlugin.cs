using Fleeting.Aws.Calls;
using Fleeting.Aws.Scaling;
using Microsoft.Extensions.Logging.Abstractions;

namespace Fleeting.Aws.Tests.Scaling.Model;

/// <summary>The plugin's scaling, as <c>OpenGroup</c> puts it together, on a model of the cloud.</summary>
internal sealed class ModelPlugin
{
    // One more after a failure, with all that it decides anew.
    private const int Attempts = 2;

    private readonly GroupReader _reader;

    public ModelPlugin(ModelCloud cloud, SkippingTime time)
    {
        var scope = new GroupScope(ModelCloud.Name, "us-east-1");
        var logger = NullLogger.Instance;
        var calls = new AwsCalls(scope, logger, time, CancellationToken.None);
        Ledger = new CapacityLedger(time);
        _reader = new GroupReader(scope, cloud, calls, Ledger, logger, time);
        var launches = new LaunchWatch(scope, new ScalingActivityReader(scope, cloud, calls), logger, time);
        ScaleOut = new ScaleOut(scope, _reader, cloud, Attempts, calls, Ledger, launches, logger, time);
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
