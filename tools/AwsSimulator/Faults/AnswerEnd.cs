namespace AwsSimulator.Faults;

/// <summary>How an answer ends on the wire.</summary>
public enum AnswerEnd
{
    /// <summary>As it should.</summary>
    Whole,

    /// <summary>Its length says more than comes before the connection closes.</summary>
    Cut,

    /// <summary>It comes in chunks, and the connection closes before the last.</summary>
    CutChunked,

    /// <summary>Its length says more than ever comes; the connection stays until the caller gives up.</summary>
    Stalled,
}
