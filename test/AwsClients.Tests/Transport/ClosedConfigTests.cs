using Amazon.EC2;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SSO;
using Amazon.SSOOIDC;
using AwsClients.AutoScaling;
using AwsClients.AutoScaling.Wire;
using AwsClients.InstanceConnect.Wire;
using AwsClients.Tests.Profiles;
using AwsClients.Transport;

namespace AwsClients.Tests.Transport;

/// <summary>The SDK looks nothing up by itself: see <see cref="DefaultFiles"/>, which would end it.</summary>
public sealed class ClosedConfigTests
{
    public static TheoryData<string> Configs => [.. _configs.Keys];

    private static readonly Dictionary<string, Func<ClientConfig>> _configs = new Func<ClientConfig>[]
    {
        () => new AmazonAutoScalingConfig(), () => new AmazonEC2InstanceConnectConfig(), () => new AmazonEC2Config(),
        () => new AmazonSecurityTokenServiceConfig(), () => new AmazonSSOConfig(), () => new AmazonSSOOIDCConfig(),
    }.ToDictionary(make => make().GetType().Name);

    [Theory]
    [MemberData(nameof(Configs))]
    public void Close_EveryProperty_HasAValueOfItsOwn(string name)
    {
        var config = _configs[name]();
        config.RegionEndpoint = Amazon.RegionEndpoint.USEast1;

        ClosedConfig.Close(config, maxAttempts: 5);

        var properties = config.GetType().GetProperties().Where(p => p.CanRead && p.GetIndexParameters().Length == 0).ToList();
        Assert.NotEmpty(properties);
        Assert.All(properties, property => property.GetValue(config));
        Assert.Equal((4, RequestRetryMode.Standard), (config.MaxErrorRetry, config.RetryMode));
    }

    [Theory]
    [InlineData(null, "[default]\nmax_attempts = 2", 2)]
    [InlineData("5", "[default]\nmax_attempts = 2", 5)]
    [InlineData(null, "[default]", 3)]
    public async Task Call_MaxAttemptsSet_IsTriedSoOften(string? variable, string config, int attempts)
    {
        using var folder = new AwsFolder(config: config);
        await using var stub = await StubAws.StartAsync(_ => StubAnswer.Error(500, "InternalFailure"));
        var environment = StubSession.Environment(stub);
        environment["HOME"] = folder.Home;
        environment["AWS_MAX_ATTEMPTS"] = variable ?? "";
        using var session = await StubSession.OpenAsync(new AwsSessionOptions { Region = "us-east-1" }, null, environment);

        await Assert.ThrowsAsync<AmazonAutoScalingException>(
            () => session.AutoScaling.DescribeAutoScalingGroupsAsync(new(), TestContext.Current.CancellationToken));

        Assert.Equal(attempts, stub.Requests.Count);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("many")]
    public async Task OpenAsync_MaxAttemptsIsNoNumber_SaysSo(string value)
    {
        await using var stub = await StubAws.StartAsync(_ => StubAnswer.Ok(""));
        var environment = StubSession.Environment(stub);
        environment["AWS_MAX_ATTEMPTS"] = value;

        var error = await Assert.ThrowsAsync<AwsSessionException>(
            () => StubSession.OpenAsync(new AwsSessionOptions { Region = "us-east-1" }, null, environment));

        Assert.Equal(
            (AwsSessionErrorReason.InvalidSetting, $"could not use AWS_MAX_ATTEMPTS: '{value}' is not a number of attempts; give 1 or more"),
            (error.Reason, error.Message));
    }
}
