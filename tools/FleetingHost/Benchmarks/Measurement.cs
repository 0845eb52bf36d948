using System.Globalization;

namespace FleetingHost.Benchmarks;

/// <summary>One line of <c>fleeting-host bench</c>.</summary>
/// <param name="Name">Never changed once published: results are compared over time.</param>
/// <param name="Value">How much.</param>
/// <param name="Unit">Of what.</param>
internal sealed record Measurement(string Name, double Value, string Unit)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name} {Value:0.###} {Unit}");
}
