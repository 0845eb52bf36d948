using AwsClients.Trust;
using Fleeting.Aws;
using Fleeting.Aws.Checks;
using Fleeting.CommandLine;
using Fleeting.Protocol;
using Fleeting.Serving;
using FleetingPluginAws;
using GoPlugin;
using GoPlugin.Contract;
using GoPlugin.Hclog;

StaticLink.Seal();
ProcessMemory.Seal();
PlatformTrust.LeaveUnread();

// Its tokens (gitlab-runner register --help) are GitLab Runner's, and no business of a credential_process.
const string cookie = "FLEETING_INSTANCE_GROUP_PLUGIN";
var host = HostVariables.Take(cookie, "CI_SERVER_TOKEN", "REGISTRATION_TOKEN");

// GitLab Runner reads the handshake from stdout and the log from stderr; everything else comes over the socket.
var time = TimeProvider.System;
using var memory = MemoryReturn.Begin(time);
await using var streams = StandardStreams.Open();
await using var stderr = new StreamWriter(streams.Error) { AutoFlush = true };
await using var stdout = new StreamWriter(streams.Output) { AutoFlush = true };
await using var loggers = new HclogLoggerFactory(streams.Error, time);

var version = new PluginVersion
{
    Name = "fleeting-plugin-aws",
    Version = BuildInfo.Version,
    Revision = BuildInfo.Revision,
    Reference = BuildInfo.Reference,
    Runtime = Platform.Runtime,
    BuiltAt = BuildInfo.BuiltAt,
    Platform = Platform.Current,
};

var server = new PluginServer(
    new PluginServerOptions
    {
        ProgramName = version.Name,
        HostName = "GitLab Runner",
        CookieKey = cookie,
        CookieValue = "4c6410b1-cb78-4962-8c76-ab936d0ea908",
        FindProblem = () => OpenSsl.FindProblem(Environment.GetEnvironmentVariable),
    },
    host.Read,
    stdout,
    () => streams.OutputIsRead,
    stderr,
    loggers,
    time);

using var group = new AwsInstanceGroup(loggers, time, version.Version, version.BuildInfo);
using var instances = new InstanceGroupService(group, loggers, time);
var service = new PluginService("proto.InstanceGroup", methods => InstanceGroupMethods.Add(methods, instances), () => InstanceGroup.Descriptor);

var hasColours = !Console.IsOutputRedirected && string.IsNullOrEmpty(host.Read("NO_COLOR")) && host.Read("TERM") is not (null or "dumb");
var check = new CheckCommand(time, hasColours, stdout, stderr);

var commandLine = new PluginCommandLine(
    version,
    cancellationToken => server.ServeAsync([service], cancellationToken),
    host.Read,
    AppContext.BaseDirectory,
    [new PluginCommand(CheckCommand.Name, CheckCommand.Summary, CheckAsync)],
    stdout,
    stderr);

return await commandLine.RunAsync(args, CancellationToken.None);

async Task<int> CheckAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
{
    if (OpenSsl.FindProblem(Environment.GetEnvironmentVariable) is not { } problem)
    {
        return await check.RunAsync(arguments, cancellationToken);
    }

    await stderr.WriteLineAsync(problem);
    return CheckExitCode.CouldNotLook;
}
