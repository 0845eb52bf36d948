using System.Globalization;
using FleetingHost.Plugins;

namespace FleetingHost.Chaos;

/// <summary>Memory and file descriptors of a process at a moment.</summary>
internal sealed record Footprint(double Mebibytes, int Descriptors)
{
    public static Footprint Of(int process) => new(ProcessStatus.ResidentMebibytes(process), ProcessStatus.Descriptors(process));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Mebibytes:0.0} MiB, {Descriptors} descriptors");
}
