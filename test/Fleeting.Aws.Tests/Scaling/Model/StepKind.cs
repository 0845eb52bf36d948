namespace Fleeting.Aws.Tests.Scaling.Model;

/// <summary>What can happen between two cycles of the host.</summary>
internal enum StepKind
{
    Nothing,

    /// <summary>The host's demand becomes the value.</summary>
    Demand,

    /// <summary>AWS takes some instances away.</summary>
    Reclaim,

    /// <summary>Host and plugin start anew.</summary>
    Restart,

    /// <summary>Launches stop, or come again.</summary>
    Outage,

    /// <summary>Somebody else moves DesiredCapacity, by the value less ten, halved.</summary>
    Stranger,
}
