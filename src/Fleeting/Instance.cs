namespace Fleeting;

/// <summary>An instance as <see cref="IInstanceGroup.UpdateAsync"/> lists it.</summary>
public sealed record Instance(string Id, InstanceState State);
