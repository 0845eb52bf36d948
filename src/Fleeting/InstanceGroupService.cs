namespace Fleeting;

/// <summary>Puts an <see cref="IInstanceGroup"/> on the wire as <c>proto.InstanceGroup</c>.</summary>
public sealed class InstanceGroupService : Protocol.InstanceGroup.InstanceGroupBase;
