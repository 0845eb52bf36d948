using Fleeting.Tests.Harness;

namespace Fleeting.Tests.CommandLine;

public sealed class BootstrapTests : IDisposable
{
    private const UnixFileMode Executable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute;

    private readonly string _folder = Directory.CreateTempSubdirectory("bootstrap-").FullName;
    private readonly CommandLineRun _run;

    public BootstrapTests()
    {
        var source = Directory.CreateDirectory(Path.Combine(_folder, "source")).FullName;
        File.WriteAllText(Path.Combine(source, "plugin"), "the plugin");
        File.SetUnixFileMode(Path.Combine(source, "plugin"), Executable);
        File.WriteAllText(Path.Combine(source, "LICENSE"), "MIT");
        _run = new CommandLineRun { ExecutableDirectory = source };
        _run.Environment["FLEETING_PLUGIN_PATH"] = Directory.CreateDirectory(Plugins).FullName;
    }

    private string Plugins => Path.Combine(_folder, "plugins");

    public void Dispose()
    {
        _run.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task RunAsync_OfficialName_CopiesTheFilesWithTheirModesAndPrintsTheFolder()
    {
        var target = Path.Combine(Plugins, "registry.gitlab.com/gitlab-org/fleeting/plugins/aws/1.2.3");

        Assert.Equal(0, await _run.RunAsync("bootstrap", "aws"));

        Assert.Equal($"{target}\n", _run.Stdout);
        Assert.Equal(["LICENSE", "plugin"], Directory.GetFiles(target).Select(file => Path.GetFileName(file)).Order());
        Assert.Equal(Executable, File.GetUnixFileMode(Path.Combine(target, "plugin")));
        Assert.Equal("the plugin", await File.ReadAllTextAsync(Path.Combine(target, "plugin"), TestContext.Current.CancellationToken));
        Assert.Equal([Path.Combine(Plugins, "registry.gitlab.com")], Directory.GetFileSystemEntries(Plugins));
    }

    [Fact]
    public async Task RunAsync_AlreadyThere_ChangesNothingAndPrintsTheFolder()
    {
        var target = Directory.CreateDirectory(Path.Combine(Plugins, "registry.gitlab.com/gitlab-org/fleeting/plugins/aws/1.2.3")).FullName;

        Assert.Equal(0, await _run.RunAsync("bootstrap", "aws:latest"));

        Assert.Equal($"{target}\n", _run.Stdout);
        Assert.Empty(Directory.GetFileSystemEntries(target));
    }

    [Fact]
    public async Task RunAsync_BinaryWithoutAVersion_TakesThePackages()
    {
        _run.Environment["FLEETING_PLUGIN_PKG_VERSION"] = "2.0.0-RC1";

        Assert.Equal(0, await _run.RunAsync(CommandLineRun.Version with { Version = "" }, "bootstrap", "aws"));

        Assert.Equal($"{Plugins}/registry.gitlab.com/gitlab-org/fleeting/plugins/aws/2.0.0-!r!c1\n", _run.Stdout);
    }

    [Theory]
    [InlineData("1.2.3", "")]
    [InlineData("1.2", "")]
    [InlineData("2.0", "warning: FLEETING_PLUGIN_PKG_VERSION says 2.0, but this is some-plugin 1.2.3, which it is copied as\n")]
    public async Task RunAsync_PackageOfAnotherVersion_WarnsAndTakesTheBinarys(string package, string warning)
    {
        _run.Environment["FLEETING_PLUGIN_PKG_VERSION"] = package;

        Assert.Equal(0, await _run.RunAsync("bootstrap", "aws"));

        Assert.Equal(warning, _run.Stderr);
        Assert.Equal($"{Plugins}/registry.gitlab.com/gitlab-org/fleeting/plugins/aws/1.2.3\n", _run.Stdout);
    }

    [Fact]
    public async Task RunAsync_NoVersionAnywhere_NamesTheVariable()
    {
        Assert.Equal(1, await _run.RunAsync(CommandLineRun.Version with { Version = "" }, "bootstrap", "aws"));

        Assert.Equal("could not bootstrap aws: this build of some-plugin has no version; set FLEETING_PLUGIN_PKG_VERSION\n", _run.Stderr);
    }

    [Fact]
    public async Task RunAsync_VersionThatIsAPath_IsRefused()
    {
        _run.Environment["FLEETING_PLUGIN_PKG_VERSION"] = "../1";

        Assert.Equal(1, await _run.RunAsync(CommandLineRun.Version with { Version = "" }, "bootstrap", "aws"));

        Assert.Equal("could not bootstrap aws: FLEETING_PLUGIN_PKG_VERSION is \"../1\", which is not a version such as 1.2.3\n", _run.Stderr);
    }

    [Fact]
    public async Task RunAsync_NoPluginFolder_NamesItAndTheVariable()
    {
        _run.Environment["FLEETING_PLUGIN_PATH"] = $"{_folder}/none";

        Assert.Equal(1, await _run.RunAsync("bootstrap", "aws"));

        Assert.Equal(
            $"could not bootstrap aws: there is no folder {_folder}/none; create it, or name another in FLEETING_PLUGIN_PATH\n", _run.Stderr);
    }

    [Fact]
    public async Task RunAsync_AFileInTheWay_SaysSoAndLeavesNothingBehind()
    {
        await File.WriteAllTextAsync(Path.Combine(Plugins, "registry.gitlab.com"), "", TestContext.Current.CancellationToken);

        Assert.Equal(1, await _run.RunAsync("bootstrap", "aws"));

        Assert.StartsWith(
            $"could not bootstrap from {_run.ExecutableDirectory} to {Plugins}/registry.gitlab.com/gitlab-org/fleeting/plugins/aws/1.2.3: ",
            _run.Stderr,
            StringComparison.Ordinal);
        Assert.Equal([Path.Combine(Plugins, "registry.gitlab.com")], Directory.GetFileSystemEntries(Plugins));
    }
}
