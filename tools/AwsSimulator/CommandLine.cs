using System.Net;
using System.Runtime.InteropServices;
using AwsSimulator.Control;
using AwsSimulator.Wire;
using Microsoft.Extensions.Logging;

namespace AwsSimulator;

/// <summary>The executable: options in, the environment out, then serving until Ctrl-C or SIGTERM.</summary>
internal static class CommandLine
{
    /// <summary>It served and was asked to end, or it was asked for help.</summary>
    public const int Fine = 0;

    /// <summary>The simulator could not start: the reason is on standard error.</summary>
    public const int CannotStart = 1;

    /// <summary>The command line is wrong: what and why is on standard error.</summary>
    public const int WrongUsage = 2;

    public static async Task<int> RunAsync(
        IReadOnlyList<string> arguments, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        if (arguments.Contains("--help") || arguments.Contains("-h"))
        {
            await output.WriteAsync(CommandLineOptions.Help).ConfigureAwait(false);
            return Fine;
        }

        CommandLineOptions options;
        try
        {
            options = CommandLineOptions.Parse(arguments);
        }
        catch (ArgumentException wrong)
        {
            await error.WriteLineAsync($"aws-simulator: {wrong.Message}\nTry --help.").ConfigureAwait(false);
            return WrongUsage;
        }

        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
        using var loggers = LoggerFactory.Create(builder => builder
            .AddSimpleConsole(console => console.SingleLine = true)
            .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace)
            .SetMinimumLevel(options.Verbose ? LogLevel.Debug : LogLevel.Warning));
        try
        {
            await ServeAsync(options with { Settings = options.Settings with { LoggerFactory = loggers } }, output, end.Token).ConfigureAwait(false);
            return Fine;
        }
        catch (Exception cause) when (cause is IOException or System.Net.Sockets.SocketException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync($"aws-simulator: could not start: {cause.Message}").ConfigureAwait(false);
            return CannotStart;
        }

        void End(PosixSignalContext signal)
        {
            signal.Cancel = true;
            end.Cancel();
        }
    }

    private static async Task ServeAsync(CommandLineOptions options, TextWriter output, CancellationToken end)
    {
        try
        {
            await using var simulator = await Simulator.StartAsync(options.Settings, end).ConfigureAwait(false);
            foreach (var fault in options.Faults)
            {
                simulator.Faults.Add(fault);
            }

            var control = new ControlService(simulator.Groups.Values.Single(), simulator.Faults, options.Setup);
            await using var endpoint = await HttpEndpoint.StartAsync(
                control.ServeAsync, new IPEndPoint(IPAddress.Loopback, options.ControlPort), null, end).ConfigureAwait(false);
            foreach (var (name, value) in simulator.Environment)
            {
                await output.WriteLineAsync($"export {name}='{value}'").ConfigureAwait(false);
            }

            await output.WriteLineAsync($"# control: {endpoint.Address}").ConfigureAwait(false);
            await output.WriteLineAsync($"# instances listen for SSH on port {simulator.SshPort}; Ctrl-C ends").ConfigureAwait(false);
            await output.FlushAsync(end).ConfigureAwait(false);
            await Task.Delay(Timeout.InfiniteTimeSpan, end).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // Asked to end while it started.
        }
    }
}
