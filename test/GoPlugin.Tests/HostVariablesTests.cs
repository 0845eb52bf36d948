namespace GoPlugin.Tests;

public sealed class HostVariablesTests
{
    [Fact]
    public void Take_AVariable_IsReadFromThereOnlyFromThenOn()
    {
        const string taken = "PROBE_PLUGIN_SECRET", left = "PROBE_PLUGIN_OTHER";
        Environment.SetEnvironmentVariable(taken, "secret");
        Environment.SetEnvironmentVariable(left, "other");

        var variables = HostVariables.Take(taken);

        Assert.Equal(("secret", "other"), (variables.Read(taken), variables.Read(left)));
        Assert.Equal((null, "other"), (Environment.GetEnvironmentVariable(taken), Environment.GetEnvironmentVariable(left)));
    }
}
