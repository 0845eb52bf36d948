namespace AwsClients.Tests;

/// <summary>What <see cref="StubAws"/> says.</summary>
internal sealed record StubAnswer(int Status, string Body)
{
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public string ContentType { get; init; } = "text/xml";

    /// <summary>Cuts the connection instead.</summary>
    public bool IsReset { get; init; }

    /// <summary>Sends the headers and the body, but promises one byte more and never sends it.</summary>
    public bool IsStalled { get; init; }

    public static StubAnswer Ok(string body) => new(200, body);

    /// <summary>An error in the Query protocol.</summary>
    public static StubAnswer Error(int status, string code, string message = "No.") => new(
        status,
        $"""
        <ErrorResponse xmlns="http://autoscaling.amazonaws.com/doc/2011-01-01/">
          <Error><Type>Sender</Type><Code>{code}</Code><Message>{message}</Message></Error>
          <RequestId>request-1</RequestId>
        </ErrorResponse>
        """);

    /// <summary>A file of Recorded/ without its comment lines.</summary>
    public static StubAnswer Recorded(string file) => Ok(string.Join(
        '\n', File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Recorded", file)).Where(line => !line.StartsWith('#'))));
}
