using AwsClients.Session;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace AwsClients.Tests;

/// <summary>A session whose every service is a <see cref="StubAws"/>.</summary>
internal static class StubSession
{
    public static Task<AwsSession> OpenAsync(StubAws stub, TimeProvider? time = null) =>
        OpenAsync(new AwsSessionOptions { Region = "us-east-1" }, time, Environment(stub));

    public static Task<AwsSession> OpenAsync(AwsSessionOptions options, TimeProvider? time, Dictionary<string, string> environment) =>
        OpenAsync(options, time ?? TimeProvider.System, environment, NullLoggerFactory.Instance);

    public static async Task<AwsSession> OpenAsync(
        AwsSessionOptions options, TimeProvider time, Dictionary<string, string> environment, ILoggerFactory loggers)
    {
        using var deadline = new Deadline("a start", TimeSpan.FromSeconds(45), time, TestContext.Current.CancellationToken);
        return await AwsSession.OpenAsync(options, new AwsEnvironment(environment.GetValueOrDefault), loggers, time, deadline);
    }

    public static Dictionary<string, string> Environment(StubAws stub) => new()
    {
        ["AWS_ENDPOINT_URL"] = stub.Url,
        ["AWS_ACCESS_KEY_ID"] = "AKIAIOSFODNN7EXAMPLE",
        ["AWS_SECRET_ACCESS_KEY"] = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        ["HOME"] = "/nonexistent",
    };
}
