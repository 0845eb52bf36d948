using System.Globalization;

namespace FleetingHost.Chaos;

/// <summary>What a host wants at a moment.</summary>
/// <param name="There">Instances that are there as far as it knows.</param>
/// <param name="Pending">Instances that it was promised and has not seen.</param>
/// <param name="Requested">Instances that it has not been promised yet.</param>
/// <param name="Unseen">Instances of the group that it has not seen: those promised, or a stranger's, or a replacement.</param>
internal sealed record Wants(int There, int Pending, int Requested, int Unseen)
{
    /// <summary>The DesiredCapacity that serves it; what is there beyond what it was promised counts too, and is not to be ended.</summary>
    public int Capacity => There + Pending + Requested + Math.Max(0, Unseen - Pending);

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"the host wants {Capacity}: {There} there, {Pending} promised, {Requested} requested; the group has {Unseen} that it has not seen");
}
