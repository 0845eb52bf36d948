using Fuzz.Engine;
using Fuzz.Running;
using Fuzz.Targets;

string? temporary = null;
try
{
    if (args is ["worker", var name, var library, var boardPath, .. var rest])
    {
        Counters.Install();
        using var board = new Board(boardPath);
        return Worker.Run(Boundaries.Named(name), Path.GetFullPath(library), board, rest);
    }

    var arguments = Arguments.Parse(args);

    // One for all temporary files, those of the workers too, which do not always end by themselves.
    temporary = Directory.CreateTempSubdirectory("fuzz-").FullName;
    Environment.SetEnvironmentVariable("TMPDIR", temporary);
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
finally
{
    if (temporary is not null)
    {
        Directory.Delete(temporary, recursive: true);
    }
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
