using AwsClients.Session;
using Microsoft.Extensions.Logging.Abstractions;

namespace AwsClients.Tests;

/// <summary>A session whose every service is a <see cref="StubAws"/>.</summary>
internal static class StubSession
{
    public static Task<AwsSession> OpenAsync(StubAws stub, TimeProvider? time = null) =>
        OpenAsync(new AwsSessionOptions { Region = "us-east-1" }, time, Environment(stub));

    public static Task<AwsSession> OpenAsync(AwsSessionOptions options, TimeProvider? time, Dictionary<string, string> environment) =>
        AwsSession.OpenAsync(
            options, new AwsEnvironment(environment.GetValueOrDefault), NullLoggerFactory.Instance, time ?? TimeProvider.System,
            TestContext.Current.CancellationToken);

    public static Dictionary<string, string> Environment(StubAws stub) => new()
    {
        ["AWS_ENDPOINT_URL"] = stub.Url,
        ["AWS_ACCESS_KEY_ID"] = "AKIAIOSFODNN7EXAMPLE",
        ["AWS_SECRET_ACCESS_KEY"] = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        ["HOME"] = "/nonexistent",
    };
}
