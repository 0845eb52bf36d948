namespace AwsSimulator.Wire;

/// <summary>One AWS service behind the endpoint.</summary>
internal interface IAwsService
{
    /// <summary>The service's name in the SigV4 credential scope.</summary>
    string SigningName { get; }

    /// <summary>How the service spells answers and errors.</summary>
    IEnvelope Envelope { get; }

    /// <summary>Carries a call out.</summary>
    /// <exception cref="AwsException">The call is refused.</exception>
    Answer Handle(AwsRequest request);
}
