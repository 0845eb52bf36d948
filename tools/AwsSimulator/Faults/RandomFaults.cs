using AwsSimulator.Calls;

namespace AwsSimulator.Faults;

/// <summary>
/// Faults by chance: every call of a signed service fails with the same probability, in any way, before or after it was carried out, or comes
/// late, or shows things as they were. The
/// n-th call of an action meets the same fate in every run with the same seed, whatever other calls come between.
/// </summary>
/// <param name="seed">Any number.</param>
/// <param name="rate">The part of all calls that fails, from 0 to 1.</param>
public sealed class RandomFaults(int seed, double rate)
{
    private const string Page = "<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center></body></html>";

    private static readonly Func<RecordedCall, Fault>[] _ways =
    [
        _ => new Fault { Name = "500", Code = "InternalFailure", Status = 500, Message = "An internal error has occurred" },
        _ => new Fault { Name = "502 with HTML", Body = Page, Status = 502 },
        _ => new Fault { Name = "cut", Reset = true },
        _ => new Fault { Name = "stalled", Hang = true },
        _ => new Fault { Name = "half an answer", End = AnswerEnd.Cut },
        _ => new Fault { Name = "half an answer, in chunks", End = AnswerEnd.CutChunked },
        _ => new Fault { Name = "stalled half way", End = AnswerEnd.Stalled },
        _ => new Fault { Name = "malformed XML", Body = "<Response><Result><member>&nbsp;</Response>", ContentType = "text/xml" },
        call => new Fault { Name = "throttled", Code = Throttled(call.Service), Message = "Rate exceeded" },
        call => new Fault { Name = "expired credentials", Code = Expired(call.Service), Message = "The security token included in the request is expired" },
        _ => new Fault { Name = "slow", Latency = TimeSpan.FromSeconds(6) },
        call => IsRead(call) ? new Fault { Name = "old answer", Stale = TimeSpan.FromSeconds(4) } : new Fault { Name = "slow", Latency = TimeSpan.FromSeconds(2) },
    ];

    private readonly Dictionary<string, Random> _byAction = [];

    /// <summary>The names of all the ways, as <see cref="RecordedCall.Fault"/> has them.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. _ways.Select(way => way(new RecordedCall { Service = "", Action = "Describe", Parameters = new Dictionary<string, string>(), Time = default, RequestId = "" }).Name!)];

    internal Fault? Next(RecordedCall call)
    {
        if (!_byAction.TryGetValue(call.Action, out var random))
        {
            random = new Random(HashOf(call.Action));
            _byAction.Add(call.Action, random);
        }

        // Three numbers a call, used or not: what one call meets does not depend on what the one before met.
        var (hit, way, carriedOut) = (random.NextDouble() < rate, random.Next(_ways.Length), random.Next(2) == 0);
        if (!hit)
        {
            return null;
        }

        var fault = _ways[way](call);
        // AWS refuses before it does anything: whoever is throttled or expired knows that nothing was done.
        return fault with { CarriedOut = carriedOut && fault.Name is not ("throttled" or "expired credentials") };
    }

    private static bool IsRead(RecordedCall call) => call.Action.StartsWith("Describe", StringComparison.Ordinal);

    private static string Throttled(string service) => service switch
    {
        "ec2" => "RequestLimitExceeded",
        "ec2-instance-connect" => "ThrottlingException",
        _ => "Throttling",
    };

    private static string Expired(string service) => service switch
    {
        "ec2" => "RequestExpired",
        "ec2-instance-connect" => "ExpiredTokenException",
        _ => "ExpiredToken",
    };

    // Not GetHashCode, which differs from process to process.
    private int HashOf(string action) => action.Aggregate(seed, (hash, letter) => unchecked((hash * 31) + letter));
}
