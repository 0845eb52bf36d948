using FleetingHost.Plugins;

namespace FleetingHost.Tests.Plugins;

public sealed class PluginPathTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("plugin-path-").FullName;

    [Fact]
    public void Find_NameOnPath_IsThatFile()
    {
        var expected = Executable("fleeting-plugin-aws");

        Assert.Equal(expected, PluginPath.Find("fleeting-plugin-aws", $"/nowhere:{_folder}"));
    }

    [Fact]
    public void Find_FileThatIsNotExecutable_IsNotFound()
    {
        File.WriteAllText(Path.Combine(_folder, "fleeting-plugin-aws"), "");

        var exception = Assert.Throws<PluginStartException>(() => PluginPath.Find("fleeting-plugin-aws", _folder));

        Assert.Equal(
            "could not find plugin 'fleeting-plugin-aws': no folder of PATH has an executable file of that name "
            + $"(PATH={_folder}); put the binary into one of them, or give its path",
            exception.Message);
    }

    [Fact]
    public void Find_Path_IsNotLookedForOnPath()
    {
        Executable("aws");

        var exception = Assert.Throws<PluginStartException>(() => PluginPath.Find("/nowhere/aws", _folder));

        Assert.Equal("could not find plugin '/nowhere/aws': there is no executable file at /nowhere/aws", exception.Message);
    }

    [Theory]
    [InlineData("aws:latest")]
    [InlineData("registry.gitlab.com/gitlab-org/fleeting/plugins/aws:1.2.3")]
    public void Find_PluginThatTheRunnerInstalled_SaysWhoseItIsAndWhatToGive(string plugin)
    {
        Executable("fleeting-plugin-aws");

        var exception = Assert.Throws<PluginStartException>(() => PluginPath.Find(plugin, _folder));

        Assert.Equal(
            $"could not find plugin '{plugin}': that is what gitlab-runner fleeting install puts below ~/.config/fleeting/plugins, which only the "
            + "runner reads; give the binary by --plugin, or set plugin = \"fleeting-plugin-aws\" and put it on PATH",
            exception.Message);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Executable(string name)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, "");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return path;
    }
}
