using System.Diagnostics;
using TestKit;

namespace FleetingPluginAws.Tests.Build;

/// <summary>build.sh among programs that only note that they were run.</summary>
public sealed class BuildScriptTests : IDisposable
{
    private const UnixFileMode Executable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly string _folder = Directory.CreateTempSubdirectory("build-script-").FullName;

    public BuildScriptTests()
    {
        Write("build.sh", Repository.Read("build.sh"));
        Write("bin/dotnet", "exit 0");

        // What this machine lacks is taken for installed.
        Write("bin/id", "echo 0");
        Write("bin/apt-get", "");
        string[] tools =
        [
            "ssh-keygen", "clang", "ld.lld", "llvm-objcopy", "cmake", "make", "python3", "xz", "rpmbuild", "readelf", "openssl", "skopeo", "docker-registry",
        ];
        foreach (var tool in tools)
        {
            Write($"bin/{tool}", "");
        }

        // Where clang says that libFuzzer is.
        Write("bin/clang", $"echo '{_folder}'");
        Write("lib/linux/libclang_rt.fuzzer_no_main-x86_64.a", "");
        Write("artifacts/bin/Fuzz/debug/Fuzz", "");
        Write("artifacts/bin/A.Tests/debug/A.Tests", "echo 'Total: 2, Errors: 0, Failed: 0, Skipped: 0'");
        Write("artifacts/bin/Functional/debug/Functional", "echo 'Total: 1, Errors: 0, Failed: 0, Skipped: 0'");
        Write("artifacts/bin/FleetingHost/debug/fleeting-host", "");
        Write("artifacts/native/linux-x64/fleeting-plugin-aws", "");
        Write("artifacts/native/linux-amd64/fleeting-plugin-aws", "");
        Write("test/interop/peer.sh", "echo '1 passed, 0 failed'");
        Write("packaging/package.sh", "");
        Write("packaging/test.sh", "echo '1 passed, 0 failed'");
        Directory.CreateDirectory(Path.Combine(_folder, "test/A.Tests"));
    }

    public static TheoryData<string> Verbs => ["build", "demo", "test", "interop", "bench", "chaos", "fuzz", "ci"];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Verb_BuildFails_FailsAndRunsNothing(string verb)
    {
        Write("bin/dotnet", "[ $1 != build ] || exit 7");

        var (exitCode, _) = await RunAsync(verb);

        Assert.Equal(7, exitCode);
        Assert.All(Ran(), name => Assert.True(name is "dotnet" or "id" or "apt-get", name));
    }

    [Theory]
    [InlineData("native")]
    [InlineData("ci")]
    public async Task Verb_PublishFails_FailsAndRunsNothingOfIt(string verb)
    {
        Write("bin/dotnet", "[ $1 != publish ] || exit 7");

        var (exitCode, _) = await RunAsync(verb);

        Assert.Equal(7, exitCode);
        Assert.DoesNotContain("fleeting-host", Ran());
    }

    [Fact]
    public async Task Ci_ATestFails_GoesOnAndFailsInTheEnd()
    {
        Write("artifacts/bin/A.Tests/debug/A.Tests", "echo 'Total: 2, Errors: 0, Failed: 1, Skipped: 0'; exit 1");

        var (exitCode, stdout) = await RunAsync("ci");

        Assert.Equal(1, exitCode);
        Assert.EndsWith("\n5 passed, 1 failed\n", stdout, StringComparison.Ordinal);
        Assert.Equal(
            ["A.Tests", "Functional", "package.sh", "Functional", "test.sh", "fleeting-host", "fleeting-host", "peer.sh", "clang", "clang", "Fuzz"],
            Ran().Where(name => name is not ("dotnet" or "id" or "apt-get")));
    }

    [Fact]
    public async Task Test_AllPass_SaysHowMany()
    {
        var (exitCode, stdout) = await RunAsync("test");

        Assert.Equal(0, exitCode);
        Assert.EndsWith("\n3 passed, 0 failed\n", stdout, StringComparison.Ordinal);
    }

    private string[] Ran() => [.. File.ReadLines(Path.Combine(_folder, "ran"))];

    private void Write(string path, string script)
    {
        var file = new FileInfo(Path.Combine(_folder, path));
        file.Directory!.Create();
        File.WriteAllText(file.FullName, path == "build.sh" ? script : $"#!/bin/sh\necho {file.Name} >>'{_folder}/ran'\n{script}\n");
        File.SetUnixFileMode(file.FullName, Executable);
    }

    private async Task<(int ExitCode, string Stdout)> RunAsync(string verb)
    {
        using var script = Process.Start(new ProcessStartInfo(Path.Combine(_folder, "build.sh"), [verb])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["PATH"] = $"{_folder}/bin:{Environment.GetEnvironmentVariable("PATH")}" },
        })!;
        var stderr = script.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var stdout = await script.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await script.WaitForExitAsync(TestContext.Current.CancellationToken);
        TestContext.Current.TestOutputHelper?.WriteLine(stdout + await stderr);
        return (script.ExitCode, stdout);
    }
}
