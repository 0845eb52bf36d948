using Fuzz.Engine;

namespace Fuzz.Running;

/// <summary>Where things are, seen from the folder of the repository.</summary>
internal static class Places
{
    /// <summary>libFuzzer as a shared library; build.sh makes it.</summary>
    public const string Library = "artifacts/fuzz/libfuzzer.so";

    /// <summary>The instrumented copy of this program.</summary>
    public const string Program = "artifacts/fuzz/program";

    /// <summary>What was found, by target.</summary>
    public const string Findings = "artifacts/fuzz/findings";

    /// <summary>The inputs of a target that are kept in the tree.</summary>
    public static string Seeds(Target target) => $"fuzz/Corpus/{target.Name}";

    /// <summary>Those that a run found worth keeping.</summary>
    public static string Corpus(Target target) => $"artifacts/fuzz/corpus/{target.Name}";

    public static string Dictionary(Target target) => $"artifacts/fuzz/running/{target.Name}.dict";

    public static string Board(Target target) => $"artifacts/fuzz/running/{target.Name}.board";

    public static string Log(Target target) => $"artifacts/fuzz/running/{target.Name}.log";
}
