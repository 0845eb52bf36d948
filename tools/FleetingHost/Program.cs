return await FleetingHost.Commands.CommandLine.RunAsync(args, Console.Out, Console.Error);
