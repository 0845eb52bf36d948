using System.Net;
using System.Text;
using Amazon.Runtime;
using AwsClients;
using AwsClients.Endpoints;
using AwsClients.Transport;
using Fuzz.Engine;
using Microsoft.Extensions.Logging.Abstractions;

namespace Fuzz.Targets;

/// <summary>
/// The session's own clients, whole, on a network whose answers are the input: "OPERATION STATUS ERROR-TYPE", of which the last may be
/// missing, a newline, and the body. An operation may end in an answer or in what the clients declare, nothing else.
/// </summary>
internal sealed class CannedAws
{
    private static readonly AnonymousAWSCredentials _anonymous = new();

    // A throttled call makes the next ones wait; what is longer is the limit of a call.
    private static readonly TimeSpan _longestPause = TimeSpan.FromSeconds(30);

    private readonly CannedHttp _http;

    private CannedAws(CannedHttp http, ClientFactory clients) => (_http, Clients) = (http, clients);

    public ClientFactory Clients { get; }

    public static AWSCredentials Credentials => _anonymous;

    public static CannedAws Create()
    {
        SdkSetup.Ensure();
        var http = new CannedHttp();
        var endpoints = new EndpointSettings(new AwsEnvironment(_ => null), null, null);
        return new CannedAws(http, new ClientFactory("us-east-1", endpoints, 1, new SessionHttp(new PauselessTime(_longestPause), http, NullLogger.Instance)));
    }

    /// <summary>Answers with the input.</summary>
    /// <param name="input">The input.</param>
    /// <param name="operations">By name.</param>
    /// <returns>The answer; null when the operation failed as it may.</returns>
    public object? Call(byte[] input, IReadOnlyDictionary<string, Func<Task<object>>> operations)
    {
        var end = input.AsSpan().IndexOf((byte)'\n');
        var words = Encoding.Latin1.GetString(input, 0, Math.Max(0, end)).Split(' ', 3);
        var name = operations.ContainsKey(words[0]) ? words[0] : operations.Keys.ElementAt(input.Length % operations.Count);
        _http.Body = input[(end + 1)..];
        _http.Status = words.Length > 1 && int.TryParse(words[1], out var status) && status is >= 200 and <= 599 ? (HttpStatusCode)status : HttpStatusCode.OK;
        _http.ErrorType = words.Length > 2 ? words[2] : null;
        return Call(name, _http.Status, operations[name]);
    }

    /// <summary>Answers with that body and status 200.</summary>
    public object? Call(byte[] body, string name, Func<Task<object>> operation)
    {
        (_http.Status, _http.ErrorType, _http.Body) = (HttpStatusCode.OK, null, body);
        return Call(name, _http.Status, operation);
    }

    private static object? Call(string name, HttpStatusCode status, Func<Task<object>> operation)
    {
        try
        {
            var answer = Synchronous.Run(operation());
            Oracle.Holds((int)status < 300, $"{name} took the status {status} for an answer");
            return answer;
        }
        catch (AmazonServiceException e)
        {
            Oracle.Holds(e.StatusCode == status, $"{name}: the error says status {e.StatusCode}, the answer said {status}");
            return null;
        }
        catch (AmazonClientException)
        {
            return null;
        }
    }
}
