namespace AwsSimulator.Signing;

/// <summary>The parts of a SigV4 Authorization header.</summary>
internal sealed record AuthorizationHeader
{
    private const string Algorithm = "AWS4-HMAC-SHA256 ";

    public required string AccessKeyId { get; init; }

    /// <summary>yyyyMMdd</summary>
    public required string Date { get; init; }

    public required string Region { get; init; }

    public required string Service { get; init; }

    public required IReadOnlyList<string> SignedHeaders { get; init; }

    public required string Signature { get; init; }

    public string Scope => $"{Date}/{Region}/{Service}/aws4_request";

    /// <summary>Null when the text is no SigV4 header.</summary>
    public static AuthorizationHeader? Parse(string? text)
    {
        if (text is null || !text.StartsWith(Algorithm, StringComparison.Ordinal))
        {
            return null;
        }

        var parts = text[Algorithm.Length..].Split(',', StringSplitOptions.TrimEntries)
            .Select(part => part.Split('=', 2)).Where(pair => pair.Length == 2).ToDictionary(pair => pair[0], pair => pair[1]);
        var credential = parts.GetValueOrDefault("Credential", "").Split('/');
        return credential.Length != 5 ? null : new AuthorizationHeader
        {
            AccessKeyId = credential[0],
            Date = credential[1],
            Region = credential[2],
            Service = credential[3],
            SignedHeaders = parts.GetValueOrDefault("SignedHeaders", "").Split(';'),
            Signature = parts.GetValueOrDefault("Signature", ""),
        };
    }
}
