using System.Text.Json;
using FleetingPluginAws.Tests.Harness;
using Grpc.Core;

namespace FleetingPluginAws.Tests;

public sealed class ProgramTests
{
    [Fact]
    public async Task Start_ByHand_ExplainsItselfAndFails()
    {
        await using var plugin = PluginProcess.Start([], ["FLEETING_INSTANCE_GROUP_PLUGIN="]);

        var (exitCode, stdout, stderr) = await plugin.EndAsync();

        Assert.Equal(1, exitCode);
        Assert.Equal("", stdout);
        Assert.Equal(
            """
            fleeting-plugin-aws is a plugin that GitLab Runner starts by itself; it does nothing when started by hand.
            Name it in GitLab Runner's configuration instead, or run "fleeting-plugin-aws help" for what it can do here.

            """,
            stderr);
    }

    [Fact]
    public async Task Start_Version_NamesTheBuild()
    {
        await using var plugin = PluginProcess.Start(["--version"], []);

        var (exitCode, stdout, stderr) = await plugin.EndAsync();

        Assert.Equal(0, exitCode);
        Assert.Equal("", stderr);
        Assert.Matches(
            """
            ^Name: fleeting-plugin-aws
            Version: \d+\.\d+\.\d+
            Git revision: ([0-9a-f]{40}|unknown)
            Git ref: \S+
            Runtime: \.NET 10\.\S+
            Built: \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ
            OS/Arch: (linux|darwin|windows)/(amd64|arm64)
            $
            """,
            stdout);
    }

    [Fact]
    public async Task Serve_HostAsksForShutdown_EndsWithOneLineOnStdoutAndOnlyJsonOnStderr()
    {
        await using var plugin = await PluginProcess.ServeAsync();
        await plugin.ShutdownAsync();

        var (exitCode, stdout, stderr) = await plugin.EndAsync();

        Assert.Equal(0, exitCode);
        Assert.Equal("", stdout);
        Assert.All(
            stderr.Split('\n', StringSplitOptions.RemoveEmptyEntries),
            line => Assert.Matches(
                @"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$", JsonDocument.Parse(line).RootElement.GetProperty("@timestamp").GetString()));
    }

    [Fact]
    public async Task Serve_NoOpenSslOnTheMachine_SaysSoInOneLineInsteadOfAborting()
    {
        // Files that are no libraries: the loader finds them first and gives up.
        var folder = Directory.CreateTempSubdirectory("plugin-libraries-").FullName;
        foreach (var name in (string[])["libssl.so.3", "libssl.so.1.1"])
        {
            await File.WriteAllTextAsync(Path.Combine(folder, name), "", TestContext.Current.CancellationToken);
        }

        await using var plugin = PluginProcess.Start([], [PluginProcess.Cookie, $"LD_LIBRARY_PATH={folder}"]);

        var (exitCode, stdout, stderr) = await plugin.EndAsync();
        Directory.Delete(folder, recursive: true);

        Assert.Equal(1, exitCode);
        Assert.Equal("", stdout);
        var line = JsonDocument.Parse(Assert.Single(stderr.Split('\n', StringSplitOptions.RemoveEmptyEntries))).RootElement;
        Assert.Equal("error", line.GetProperty("@level").GetString());
        Assert.Equal(
            "could not load OpenSSL: this machine has none of libssl.so.3, libssl.so.1.1; install OpenSSL 3 (Debian: libssl3, Red Hat: openssl-libs) "
            + "or take the static build of this plugin, which has its own",
            line.GetProperty("@message").GetString());
    }

    [Fact]
    public async Task Init_ConfigWithoutAName_IsAnErrorForTheUser()
    {
        await using var plugin = await PluginProcess.ServeAsync();

        var error = await Assert.ThrowsAsync<RpcException>(() => plugin.InitAsync("{}"));

        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
        Assert.Contains("name", error.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_SettingsForOtherAspNetPrograms_HaveNoEffect()
    {
        var folder = Directory.CreateTempSubdirectory("plugin-cwd-").FullName;
        await File.WriteAllTextAsync(
            Path.Combine(folder, "appsettings.json"),
            """{"Urls":"http://127.0.0.1:0","Kestrel":{"Endpoints":{"Http":{"Url":"http://127.0.0.1:0"}}},"Logging":{"LogLevel":{"Default":"None"}}}""",
            TestContext.Current.CancellationToken);
        await using var plugin = await PluginProcess.ServeAsync(
            ["ASPNETCORE_URLS=http://127.0.0.1:0", "DOTNET_URLS=http://127.0.0.1:0", "ASPNETCORE_HTTP_PORTS=0", "URLS=http://127.0.0.1:0"], folder);

        var listening = Sockets.ListeningTcp(plugin.Id);
        await plugin.ShutdownAsync();
        var (exitCode, _, stderr) = await plugin.EndAsync();
        Directory.Delete(folder, recursive: true);

        Assert.Empty(listening);
        Assert.Equal(0, exitCode);
        Assert.Contains("PluginShutdownAsked", stderr, StringComparison.Ordinal);
        Assert.DoesNotContain("Overriding address", stderr, StringComparison.Ordinal);
    }
}
