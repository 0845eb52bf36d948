namespace AwsClients.Credentials;

/// <summary>Something that hands out keys with an end.</summary>
internal interface ICredentialSource
{
    /// <summary>What it is, for logs and errors, such as "container endpoint".</summary>
    string Name { get; }

    /// <summary>What to look at when it does not answer: "check …".</summary>
    string Check { get; }

    /// <summary>Fetches new keys. Whatever it throws is told as the reason why there are none.</summary>
    Task<TemporaryCredentials> FetchAsync(CancellationToken cancellationToken);
}
