namespace AwsSimulator.Signing;

/// <summary>AWS's words that all protocols share.</summary>
internal static class RefusalText
{
    public const string WrongSignature =
        "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.";
}
