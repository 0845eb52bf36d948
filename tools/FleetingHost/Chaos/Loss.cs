using System.Text.RegularExpressions;

namespace FleetingHost.Chaos;

/// <summary>Something that was lost though nobody took its instance away.</summary>
/// <param name="What"><c>job</c> or <c>instance</c>.</param>
/// <param name="Instance">The instance's id.</param>
/// <param name="Cause">What the host learned.</param>
internal sealed partial record Loss(string What, string Instance, string Cause)
{
    /// <summary>The cause without what differs from one time to the next: ids, ports, numbers.</summary>
    public string Kind => Volatile().Replace(Cause, "…");

    [GeneratedRegex("""i-[0-9a-f]{17}|request [0-9a-f-]{36}|(?<=:)[0-9]{4,5}\b|\b[0-9]+ instances""")]
    private static partial Regex Volatile();
}
