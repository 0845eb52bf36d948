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
        return Replay(targets[0], file);
    }

    return await new FuzzRun(targets, arguments, Console.Out).RunAsync();
}
catch (UsageException e)
{
    Console.Error.WriteLine($"could not fuzz: {e.Message}\n\n{Arguments.Usage}");
    return ExitCode.Usage;
}

static int Replay(Target target, string file)
{
    var input = File.ReadAllBytes(file);
    try
    {
        new Budget(target).Run(input);
        Console.WriteLine($"{target.Name} takes {file}: nothing found");
        return ExitCode.Success;
    }
    catch (Exception e)
    {
        Console.WriteLine($"{target.Name}: finding: {e}");
        return ExitCode.Finding;
    }
}
