using FleetingHost.Chaos;

namespace FleetingHost.Tests.Chaos;

public sealed class ChaosTextTests
{
    [Fact]
    public void Lines_OfARun_SayAllOfItAndTheVerdictLast()
    {
        var report = new ChaosReport
        {
            Lost =
            [
                new Loss("job", "i-0123456789abcdef0", "no connect info of i-0123456789abcdef0 (request 11111111-2222-3333-4444-555555555555)"),
                new Loss("job", "i-0123456789abcdef1", "no connect info of i-0123456789abcdef1 (request 11111111-2222-3333-4444-555555555556)"),
            ],
            Leaked = ["one instance"],
            Counts = [("jobs run", 7)],
            Faults = [("cut", 1, 2)],
            Calls = 12,
            PluginCalls = [("Update", 3, 1, TimeSpan.FromSeconds(1.25))],
            Footprints = [(new Footprint(36.04, 15), new Footprint(41, 19))],
            MostDesired = 5,
        };

        Assert.Equal(
            """
            7 jobs run
            12 calls to AWS, of which failed (before AWS acted, after):
              cut: 1, 2
            calls to the plugin (number, failed, slowest):
              Update: 3, 1, 1.3 s
            plugin after Init: 36.0 MB, 15 descriptors; at its end: 41.0 MB, 19 descriptors
            highest DesiredCapacity that the plugin asked for: 5
            lost: 2 jobs: no connect info of … (…)
            leaked: one instance
            chaos: 2 lost, 1 leaked
            """,
            string.Join('\n', ChaosText.Lines(report)));
    }
}
