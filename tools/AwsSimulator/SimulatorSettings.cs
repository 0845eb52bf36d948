using System.Security.Cryptography.X509Certificates;
using AwsSimulator.Cloud;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace AwsSimulator;

/// <summary>What a simulator is started with. Every value has a default that works.</summary>
public sealed record SimulatorSettings
{
    /// <summary>The one region that the simulator serves; also what IMDS says. Default us-east-1.</summary>
    public string Region { get; init; } = "us-east-1";

    /// <summary>Twelve digits. Default 123456789012, AWS's own example account.</summary>
    public string AccountId { get; init; } = "123456789012";

    /// <summary>The long-lived access key that the signer accepts. Default: AWS's documentation example.</summary>
    public string AccessKeyId { get; init; } = "AKIAIOSFODNN7EXAMPLE";

    /// <summary>The secret of <see cref="AccessKeyId"/>. Default: AWS's documentation example, which is no secret.</summary>
    public string SecretAccessKey { get; init; } = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

    /// <summary>Groups that exist from the start; more by <see cref="Simulator.AddGroup"/>.</summary>
    public IReadOnlyList<GroupSettings> Groups { get; init; } = [];

    /// <summary>Names of groups in other regions, by region: empty groups, to be found there. Default none.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> OtherRegions { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>The port on which the sshd of every instance listens. Default null: one that is free.</summary>
    public int? SshPort { get; init; }

    /// <summary>
    /// EC2's eventual consistency: for this long after its launch, an instance is InvalidInstanceID.NotFound to EC2 and unknown to
    /// Instance Connect, while Auto Scaling lists it. Default zero.
    /// </summary>
    public TimeSpan Ec2Delay { get; init; }

    /// <summary>How long EC2 still lists a terminated instance. Default one hour, as EC2 does.</summary>
    public TimeSpan TerminatedVisible { get; init; } = TimeSpan.FromHours(1);

    /// <summary>
    /// Whether TerminateInstanceInAutoScalingGroup knows <c>InstanceIds</c> (new in 2026-08). False answers as a partition that
    /// has never heard of that parameter: it is ignored, and InstanceId is missing. Default true.
    /// </summary>
    public bool BatchTermination { get; init; } = true;

    /// <summary>For 127.0.0.1, with its key: everything is served over TLS as well, at <see cref="Simulator.TlsEndpoint"/>. Default null: it is not.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>The clock of launches, key expiry and credentials. Default the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Where the simulator logs. Default nowhere.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;
}
