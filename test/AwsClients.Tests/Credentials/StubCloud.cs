using AwsClients.Session;
using AwsClients.Tests.Profiles;
using Microsoft.Extensions.Time.Testing;
using TestKit;

namespace AwsClients.Tests.Credentials;

/// <summary>
/// A stub of everything that hands out credentials, and of Auto Scaling, which tells who called. Keys are "KIND-1", "KIND-2" and so on:
/// STS by action, "metadata", "container".
/// </summary>
internal sealed class StubCloud : IAsyncDisposable
{
    private readonly StubAws _stub;
    private readonly Dictionary<string, int> _given = [];

    private StubCloud(StubAws stub, AwsFolder folder)
    {
        (_stub, Folder) = (stub, folder);
        Environment = new Dictionary<string, string>
        {
            ["HOME"] = folder.Home,
            ["AWS_ENDPOINT_URL"] = stub.Url,
            ["AWS_REGION"] = "us-east-1",
            ["AWS_EC2_METADATA_SERVICE_ENDPOINT"] = stub.Url,
            ["AWS_EC2_METADATA_DISABLED"] = "true",
        };
    }

    public AwsFolder Folder { get; }

    public Dictionary<string, string> Environment { get; }

    public LogRecorder Log { get; } = new();

    public FakeTimeProvider Time { get; } = new(DateTimeOffset.UnixEpoch.AddYears(60));

    /// <summary>Of keys that are handed out from now on.</summary>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>What STS says instead of handing out keys; null for keys.</summary>
    public StubAnswer? Refusal { get; set; }

    /// <summary>Auto Scaling refuses these keys.</summary>
    public string[] RefusedKeys { get; set; } = [];

    /// <summary>With this code.</summary>
    public string RefusalCode { get; set; } = "ExpiredToken";

    public static async Task<StubCloud> StartAsync(string? credentials = null, string? config = null)
    {
        StubCloud? cloud = null;
        var stub = await StubAws.StartAsync(request => cloud!.Answer(request));
        return cloud = new StubCloud(stub, new AwsFolder(credentials, config));
    }

    public string Url => _stub.Url;

    public Task<AwsSession> OpenAsync(AwsSessionOptions? options = null) =>
        StubSession.OpenAsync(options ?? new AwsSessionOptions(), Time, Environment, Log);

    /// <summary>Opens a session, calls, and returns the key that signed the call.</summary>
    public async Task<string?> CallerAsync(AwsSessionOptions? options = null)
    {
        using var session = await OpenAsync(options);
        return await CallerOfAsync(session);
    }

    public async Task<string?> CallerOfAsync(AwsSession session)
    {
        await session.AutoScaling.SetDesiredCapacityAsync(new(), TestContext.Current.CancellationToken);
        return StubSts.KeyOf(Calls("SetDesiredCapacity")[^1]);
    }

    public IReadOnlyList<StubRequest> Calls(string action) => [.. _stub.Requests.Where(r => ActionOf(r) == action)];

    /// <summary>Waits for a request of that action.</summary>
    public async Task<StubRequest> NextAsync(string action)
    {
        while (true)
        {
            var request = await _stub.NextAsync();
            if (ActionOf(request) == action)
            {
                return request;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stub.DisposeAsync();
        Folder.Dispose();
        Log.Dispose();
    }

    private static string? ActionOf(StubRequest request) => request.Form.GetValueOrDefault("Action");

    private StubAnswer Answer(StubRequest request) => (request.Method, request.Path, ActionOf(request)) switch
    {
        ("PUT", "/latest/api/token", _) => StubAnswer.Ok("imds-token"),
        (_, "/latest/meta-data/iam/security-credentials/", _) => StubAnswer.Ok("the-role"),
        (_, "/latest/meta-data/iam/security-credentials/the-role", _) =>
            request.Headers.GetValueOrDefault("X-aws-ec2-metadata-token") == "imds-token" ? Document("metadata") : new StubAnswer(401, ""),
        (_, "/container", _) => Document("container"),
        (_, _, "SetDesiredCapacity") when RefusedKeys.Contains(StubSts.KeyOf(request)) => StubAnswer.Error(403, RefusalCode, "Over."),
        (_, _, "SetDesiredCapacity") => StubAnswer.Recorded("autoscaling-SetDesiredCapacity.xml"),
        (_, _, { } action) => Refusal ?? StubSts.Credentials(action, Next(action), Time.GetUtcNow() + Lifetime),
        _ => new StubAnswer(404, ""),
    };

    private StubAnswer Document(string kind) => StubAnswer.Ok(
        $$"""
        {"Code":"Success","AccessKeyId":"{{Next(kind)}}","SecretAccessKey":"sesame-secret","Token":"sesame-token",
         "Expiration":"{{(Time.GetUtcNow() + Lifetime).UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}}"}
        """);

    private string Next(string kind)
    {
        lock (_given)
        {
            _given[kind] = _given.GetValueOrDefault(kind) + 1;
            return $"{kind}-{_given[kind]}";
        }
    }
}
