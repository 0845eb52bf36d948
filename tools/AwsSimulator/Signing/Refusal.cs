namespace AwsSimulator.Signing;

/// <summary>Why a signature was not accepted.</summary>
internal enum Refusal
{
    Unsigned,
    UnknownKey,
    WrongSignature,
    Expired,
}
