using Fuzz.Engine;
using Fuzz.Running;
using Fuzz.Targets;

try
{
    if (args is ["worker", var name, var library, var boardPath, .. var rest])
    {
        Counters.Install();
        using var board = new Board(boardPath);
        return Worker.Run(Boundaries.Named(name), Path.GetFullPath(library), board, rest);
    }

    var arguments = Arguments.Parse(args);
    var targets = arguments.Target is { } one ? [Boundaries.Named(one)] : Boundaries.All;
    if (arguments.Replay is { } file)
    {
        new Budget(targets[0]).Run(File.ReadAllBytes(file));
        Console.WriteLine($"{targets[0].Name} takes {file}: nothing found");
        return ExitCode.Success;
    }

    return await new FuzzRun(targets, arguments, Console.Out).RunAsync();
}
catch (UsageException e)
{
    Console.Error.WriteLine($"could not fuzz: {e.Message}\n\n{Arguments.Usage}");
    return ExitCode.Usage;
}
