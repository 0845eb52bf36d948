namespace Fleeting.Aws.Tests.Scaling.Model;

/// <summary>One random history: a seed for what chance decides, and what happens between the host's cycles.</summary>
/// <param name="Seed">Of the calls' fates.</param>
/// <param name="Steps">What happens, one before each cycle.</param>
internal sealed record History(int Seed, Step[] Steps)
{
    public override string ToString() => $"seed {Seed}: {string.Join(' ', Steps.Select(s => s.Kind is StepKind.Nothing ? "." : $"{s.Kind}({s.Value})"))}";
}
