using Fuzz.Engine;
using Fuzz.Running;

namespace Fuzz.Targets;

/// <summary>Every boundary. docs/explanation/fuzzing.md says of each what must hold.</summary>
internal static class Boundaries
{
    public static IReadOnlyList<Target> All { get; } =
    [
        PluginConfigTarget.Target,
        ConnectorConfigTarget.Target,
        KeyTarget.Target,
        AutoScalingAnswerTarget.Target,
        Ec2AnswerTarget.Target,
        InstanceConnectAnswerTarget.Target,
        StsAnswerTarget.Target,
        PagesTarget.Target,
        MetadataTarget.Target,
        ContainerTarget.Target,
        ProcessOutputTarget.Target,
        SharedFilesTarget.Target,
        CaBundleTarget.Target,
        GrpcCallTarget.Target,
        GrpcMetadataTarget.Target,
        HandshakeTarget.Target,
        CommandLineTarget.Target,
        HclogTarget.Target,
        WindowsPasswordTarget.Target,
        EndpointTarget.Target,
    ];

    /// <exception cref="UsageException">There is none of that name.</exception>
    public static Target Named(string name) => All.FirstOrDefault(target => target.Name == name)
        ?? throw new UsageException($"there is no target {name}; there are {string.Join(", ", All.Select(target => target.Name))}");
}
