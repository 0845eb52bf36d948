namespace AwsSimulator.Cloud;

/// <summary>The instances as EC2 sees them: new ones not yet, terminated ones for a while. Used under the cloud's lock.</summary>
internal sealed class InstanceDirectory(CloudState cloud, TimeSpan unknownFor, TimeSpan terminatedVisible)
{
    public IEnumerable<SimulatedInstance> All => cloud.Instances.Values.Where(Visible);

    public SimulatedInstance? Find(string id) => cloud.Instances.TryGetValue(id, out var instance) && Visible(instance) ? instance : null;

    private bool Visible(SimulatedInstance instance) =>
        !cloud.Sight.Hides(instance)
        && instance.LaunchedAt + unknownFor <= cloud.Now
        && (instance.TerminatedAt is not { } terminated || terminated + terminatedVisible > cloud.Now);
}
