namespace AwsSimulator.Tests.Signing;

public sealed class SignatureTests
{
    private const string WrongSignature =
        "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.";

    [Theory]
    [InlineData("autoscaling", "403 SignatureDoesNotMatch: " + WrongSignature)]
    [InlineData("ec2", "403 SignatureDoesNotMatch: " + WrongSignature)]
    [InlineData("sts", "403 SignatureDoesNotMatch: " + WrongSignature)]
    [InlineData("ec2-instance-connect", "400 InvalidSignatureException: " + WrongSignature)]
    public async Task Call_WithAWrongSecret_IsRefused(string service, string expected)
    {
        await using var cloud = await TestCloud.StartAsync();
        var wrong = new AwsCaller(cloud.Simulator.Endpoint, "us-east-1", cloud.Simulator.AccessKeyId, "wrong");

        Assert.Equal(expected, (await CallAsync(wrong, service)).Error);
        Assert.Null(Assert.Single(cloud.Simulator.Calls.All).PrincipalArn);
    }

    [Theory]
    [InlineData("autoscaling", "403 InvalidClientTokenId: The security token included in the request is invalid.")]
    [InlineData("ec2", "401 AuthFailure: AWS was not able to validate the provided access credentials")]
    [InlineData("ec2-instance-connect", "400 UnrecognizedClientException: The security token included in the request is invalid.")]
    public async Task Call_WithAnUnknownKey_IsRefused(string service, string expected)
    {
        await using var cloud = await TestCloud.StartAsync();
        var unknown = new AwsCaller(cloud.Simulator.Endpoint, "us-east-1", "AKIAUNKNOWN", cloud.Simulator.SecretAccessKey);

        Assert.Equal(expected, (await CallAsync(unknown, service)).Error);
    }

    [Theory]
    [InlineData("autoscaling", "403 ExpiredToken: The security token included in the request is expired")]
    [InlineData("sts", "403 ExpiredToken: The security token included in the request is expired")]
    [InlineData("ec2", "400 RequestExpired: Request has expired.")]
    [InlineData("ec2-instance-connect", "400 ExpiredTokenException: The security token included in the request is expired")]
    public async Task Call_WithASession_WorksUntilItExpires(string service, string expected)
    {
        await using var cloud = await TestCloud.StartAsync(group => group with { DesiredCapacity = 1 });
        var assumed = await cloud.StsAsync(
            "AssumeRole", ("RoleArn", "arn:aws:iam::123456789012:role/runner-role"), ("RoleSessionName", "s"), ("DurationSeconds", "900"));
        var session = new AwsCaller(
            cloud.Simulator.Endpoint, "us-east-1",
            assumed.Only("AccessKeyId"), assumed.Only("SecretAccessKey"), assumed.Only("SessionToken"));

        cloud.Time.Advance(TimeSpan.FromSeconds(899));
        Assert.Equal(System.Net.HttpStatusCode.OK, (await CallAsync(session, service, cloud)).Status);
        cloud.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(expected, (await CallAsync(session, service, cloud)).Error);
    }

    [Fact]
    public async Task Call_WithASessionKeyButNoToken_IsRefused()
    {
        await using var cloud = await TestCloud.StartAsync();
        var assumed = await cloud.StsAsync(
            "AssumeRole", ("RoleArn", "arn:aws:iam::123456789012:role/runner-role"), ("RoleSessionName", "s"));
        var session = new AwsCaller(cloud.Simulator.Endpoint, "us-east-1", assumed.Only("AccessKeyId"), assumed.Only("SecretAccessKey"));

        Assert.StartsWith("403 InvalidClientTokenId", (await CallAsync(session, "sts")).Error);
    }

    [Fact]
    public async Task Call_Unsigned_IsRefused()
    {
        await using var cloud = await TestCloud.StartAsync();
        using var http = new HttpClient();

        using var response = await http.GetAsync(
            new Uri(cloud.Simulator.Endpoint, "?Action=DescribeAutoScalingGroups&Version=2011-01-01"), TestCloud.Cancellation);

        Assert.Contains("MissingAuthenticationToken", await response.Content.ReadAsStringAsync(TestCloud.Cancellation));
    }

    [Fact]
    public async Task Call_Recorded_NamesThePrincipalAndNoSecret()
    {
        await using var cloud = await TestCloud.StartAsync();

        await cloud.AutoScalingAsync("DescribeAutoScalingGroups");

        var call = Assert.Single(cloud.Simulator.Calls.All);
        Assert.Equal("arn:aws:iam::123456789012:user/runner", call.PrincipalArn);
        Assert.DoesNotContain(cloud.Simulator.SecretAccessKey, cloud.Log.Text + call);
    }

    private static Task<WireReply> CallAsync(AwsCaller caller, string service, TestCloud? cloud = null) => service switch
    {
        "autoscaling" => caller.QueryAsync(service, "2011-01-01", "DescribeAutoScalingGroups"),
        "ec2" => caller.QueryAsync(service, "2016-11-15", "DescribeInstances"),
        "sts" => caller.QueryAsync(service, "2011-06-15", "GetCallerIdentity"),
        _ => caller.SendKeyAsync(cloud?.First.Id ?? "i-0000000000000000a", "ec2-user", OpenSshKey.Ed25519),
    };
}
