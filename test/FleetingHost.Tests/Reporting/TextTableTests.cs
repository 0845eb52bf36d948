using FleetingHost.Driving;
using FleetingHost.Reporting;

namespace FleetingHost.Tests.Reporting;

public sealed class TextTableTests
{
    [Fact]
    public void Format_Outcomes_AlignsColumns()
    {
        var table = OutcomeTable.Format(
        [
            new InstanceOutcome
            {
                Instance = "i-0a",
                Address = "127.0.0.5:2222",
                ToRunning = TimeSpan.FromSeconds(4.04),
                ToConnected = TimeSpan.FromSeconds(0.256),
                ExitCode = 0,
            },
            new InstanceOutcome { Instance = "i-0123456789", ToRunning = TimeSpan.FromSeconds(14), Error = "no" },
        ]);

        Assert.Equal(
            """
            instance      address         running (s)  connected (s)  exit code
            ------------  --------------  -----------  -------------  ---------
            i-0a          127.0.0.5:2222  4.0          0.26           0
            i-0123456789  -               14.0         -              -
            """,
            table);
    }

    [Fact]
    public void Format_NoRows_IsTheHeader() => Assert.Equal("a  bb\n-  --", TextTable.Format(["a", "bb"], []));
}
