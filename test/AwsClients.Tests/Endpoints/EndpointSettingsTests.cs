using AwsClients.Endpoints;
using AwsClients.Profiles;

namespace AwsClients.Tests.Endpoints;

public sealed class EndpointSettingsTests
{
    private const string AutoScaling = "Auto Scaling";

    [Theory]
    [InlineData(AutoScaling, "AWS_ENDPOINT_URL_AUTO_SCALING")]
    [InlineData("EC2", "AWS_ENDPOINT_URL_EC2")]
    [InlineData("EC2 Instance Connect", "AWS_ENDPOINT_URL_EC2_INSTANCE_CONNECT")]
    [InlineData("STS", "AWS_ENDPOINT_URL_STS")]
    public void UrlOf_VariableOfTheService_WinsOverAllElse(string service, string variable)
    {
        var settings = Settings("endpoint_url = http://profile", $"[services s]\n{service.Replace(' ', '_').ToLowerInvariant()} =\n  endpoint_url = http://services",
            (variable, "http://one"), ("AWS_ENDPOINT_URL", "http://all"));

        Assert.Equal("http://one", settings.UrlOf(service));
    }

    [Fact]
    public void UrlOf_EachPlaceInTurn_IsUsedInOrder()
    {
        const string services = "[services s]\nauto_scaling =\n  endpoint_url = http://services";

        Assert.Equal("http://all", Settings("endpoint_url = http://profile", services, ("AWS_ENDPOINT_URL", "http://all")).UrlOf(AutoScaling));
        Assert.Equal("http://services", Settings("endpoint_url = http://profile", services).UrlOf(AutoScaling));
        Assert.Equal("http://profile", Settings("endpoint_url = http://profile", services).UrlOf("EC2"));
        Assert.Null(Settings("region = r", services).UrlOf("EC2"));
    }

    [Theory]
    [InlineData("", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true", false)]
    [InlineData("ignore_configured_endpoint_urls = TRUE", "X", "", false)]
    [InlineData("ignore_configured_endpoint_urls = true", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "false", true)]
    public void UrlOf_Ignored_IsNull(string profile, string variable, string value, bool isUsed)
    {
        var settings = Settings($"{profile}\nendpoint_url = http://profile", "", (variable, value), ("AWS_ENDPOINT_URL", "http://all"));

        Assert.Equal(isUsed ? "http://all" : null, settings.UrlOf("EC2"));
    }

    [Theory]
    [InlineData("", "", null, false)]
    [InlineData("x = true", "", null, true)]
    [InlineData("x = false", "", "true", true)]
    [InlineData("x = true", "", "false", false)]
    public void FipsAndDualStack_EnvironmentThenProfile_Count(string profile, string services, string? variable, bool expected)
    {
        var fips = Settings(profile.Replace("x", "use_fips_endpoint", StringComparison.Ordinal), services, ("AWS_USE_FIPS_ENDPOINT", variable));
        var dual = Settings(
            profile.Replace("x", "use_dualstack_endpoint", StringComparison.Ordinal), services, ("AWS_USE_DUALSTACK_ENDPOINT", variable));

        Assert.Equal((expected, false), (fips.UseFips, fips.UseDualStack));
        Assert.Equal((false, expected), (dual.UseFips, dual.UseDualStack));
    }

    [Theory]
    [InlineData("AWS_ENDPOINT_URL_EC2", "localhost:4566")]
    [InlineData("AWS_ENDPOINT_URL", "not a url")]
    public void UrlOf_NoUrl_NamesThePlace(string variable, string value)
    {
        var error = Assert.Throws<AwsSessionException>(() => Settings("", "", (variable, value)).UrlOf("EC2"));

        Assert.Equal(AwsSessionErrorReason.InvalidSetting, error.Reason);
        Assert.Equal($"could not use {variable}: '{value}' is not an http or https URL; give https://HOST or http://HOST:PORT", error.Message);
    }

    [Fact]
    public void UrlOf_NoUrlInProfile_NamesThePlace() => Assert.Equal(
        "could not use endpoint_url of profile p: 'ftp://x' is not an http or https URL; give https://HOST or http://HOST:PORT",
        Assert.Throws<AwsSessionException>(() => Settings("endpoint_url = ftp://x", "").UrlOf("EC2")).Message);

    private static EndpointSettings Settings(string profile, string services, params (string Name, string? Value)[] environment)
    {
        var file = IniFile.Parse($"[profile p]\n{profile}\n{services}");
        var variables = environment.ToDictionary(v => v.Name, v => v.Value);
        return new EndpointSettings(
            new AwsEnvironment(variables.GetValueOrDefault),
            new Profile("p", file.Section("profile p")!),
            file.Section("services s") is { } values ? new Profile("s", values) : null);
    }
}
