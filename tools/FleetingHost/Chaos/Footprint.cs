using System.Globalization;
using FleetingHost.Plugins;

namespace FleetingHost.Chaos;

/// <summary>Memory and file descriptors of a process at a moment.</summary>
internal sealed record Footprint(double Megabytes, int Descriptors)
{
    public static Footprint Of(int process) => new(ProcessStatus.Megabytes(process, "VmRSS"), ProcessStatus.Descriptors(process));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Megabytes:0.0} MB, {Descriptors} descriptors");
}
