namespace Fleeting.Aws.Tests.Scaling.Model;

/// <summary>Something that happens.</summary>
/// <param name="Kind">What.</param>
/// <param name="Value">How much, 0 to 20; what it means is the kind's.</param>
internal readonly record struct Step(StepKind Kind, int Value);
