using FleetingHost.Benchmarks;
using FleetingHost.Configuration;
using FleetingHost.Driving;
using FleetingHost.Plugins;

namespace FleetingHost.Commands;

/// <summary>Chooses the command and turns what can go wrong into one line and an exit code.</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(string[] words, TextWriter output, TextWriter error)
    {
        using var interrupt = Interrupt.Register();
        try
        {
            switch (words)
            {
                case ["demo", .. var rest]:
                    return await DemoCommand.RunAsync(rest, output, error, interrupt);
                case ["run", .. var rest]:
                    return await RunCommand.RunAsync(rest, output, error, interrupt);
                case ["try", .. var rest]:
                    return await TryCommand.RunAsync(rest, output, error, interrupt);
                case ["bench", .. var rest]:
                    return await BenchCommand.RunAsync(rest, output, error, interrupt);
                case [BenchSimulator.Verb]:
                    await BenchServer.RunAsync(Console.In, output, interrupt.Stop);
                    return ExitCodes.Success;
                case ["chaos", .. var rest]:
                    return await ChaosCommand.RunAsync(rest, output, error, interrupt);
                case ["--help" or "-h" or "help", ..]:
                    await output.WriteLineAsync(Usage.Text);
                    return ExitCodes.Success;
                case []:
                    throw new UsageException("no command");
                default:
                    throw new UsageException($"unknown command '{words[0]}'");
            }
        }
        catch (Exception exception) when (
            interrupt.Stop.IsCancellationRequested && exception is (OperationCanceledException or PluginStartException or GroupException))
        {
            // Whatever else failed did so because of the interruption: the same Ctrl-C reaches a plugin that is just starting.
            await error.WriteLineAsync("fleeting-host: interrupted before any instance was asked for");
            return interrupt.ExitCode;
        }
        catch (UsageException exception)
        {
            await error.WriteLineAsync($"fleeting-host: {exception.Message}; see fleeting-host --help");
            return ExitCodes.Usage;
        }
        catch (ConfigurationException exception)
        {
            await error.WriteLineAsync($"fleeting-host: {exception.Message}");
            return ExitCodes.Usage;
        }
        catch (Exception exception) when (exception is PluginStartException or GroupException)
        {
            await error.WriteLineAsync($"fleeting-host: {exception.Message}");
            return ExitCodes.Plugin;
        }
    }
}
