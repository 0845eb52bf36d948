using AwsSimulator.Signing;

namespace AwsSimulator.Wire;

/// <summary>A protocol's way to say no.</summary>
internal interface IEnvelope
{
    Answer Error(AwsException error, string requestId);

    /// <summary>The protocol's code and text for a call whose signature was refused.</summary>
    AwsException Refuse(Refusal refusal);

    /// <summary>The protocol's code and text for a call that the policy does not allow.</summary>
    AwsException Deny(AwsRequest request, string resource);
}
