using System.Runtime.InteropServices;
using Fleeting;
using Fleeting.Protocol;
using FleetingPluginAws;
using GoPlugin;
using GoPlugin.Hclog;

var time = TimeProvider.System;
await using var stderr = Console.OpenStandardError();
await using var stdout = Console.OpenStandardOutput();
await using var stdoutText = new StreamWriter(stdout) { AutoFlush = true };
await using var stderrText = new StreamWriter(stderr) { AutoFlush = true };
using var loggers = new HclogLoggerFactory(stderr, time);

var version = new PluginVersion
{
    Name = "fleeting-plugin-aws",
    Version = BuildInfo.Version,
    Revision = BuildInfo.Revision,
    Reference = BuildInfo.Reference,
    Runtime = RuntimeInformation.FrameworkDescription,
    BuiltAt = BuildInfo.BuiltAt,
    Platform = Platform.Current,
};

var server = new PluginServer(
    new PluginServerOptions
    {
        ProgramName = version.Name,
        HostName = "GitLab Runner",
        CookieKey = "FLEETING_INSTANCE_GROUP_PLUGIN",
        CookieValue = "4c6410b1-cb78-4962-8c76-ab936d0ea908",
    },
    Environment.GetEnvironmentVariable,
    stdoutText,
    stderrText,
    loggers,
    time);

var commandLine = new PluginCommandLine(version, ServeAsync, Environment.GetEnvironmentVariable, AppContext.BaseDirectory, stdoutText, stderrText);
return await commandLine.RunAsync(args, CancellationToken.None);

Task<int> ServeAsync(CancellationToken cancellationToken)
{
    // Stands in until Fleeting.Aws has its AwsInstanceGroup.
    var group = new NoInstanceGroup();
    var service = InstanceGroup.BindService(new InstanceGroupService(group, loggers, time));
    return server.ServeAsync([new PluginService(service, () => InstanceGroup.Descriptor)], cancellationToken);
}
