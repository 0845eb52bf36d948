namespace Functional.Group;

/// <summary>The group, the region, the credentials and the permissions: what is missing is named, and what to do.</summary>
public sealed class AccessErrorTests
{
    // What the plugin is told of a caller whose policy allows nothing but reading.
    private const string ReadOnly = """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["autoscaling:Describe*","ec2:DescribeInstances"],"Resource":"*"}]}
        """;

    private const string Arn = "arn:aws:autoscaling:us-east-1:123456789012:autoScalingGroup:UUID:autoScalingGroupName/runners";

    [Fact]
    public async Task Init_GroupNotFound_NamesAccountRegionAndName()
    {
        await using var scene = await Scene.StartAsync();

        Assert.Equal(
            "rpc error: code = NotFound desc = could not find Auto Scaling Group \"other\" in us-east-1: account 123456789012 has no "
            + "group of that name there; check name and region in plugin_config, and that the credentials belong to the group's account",
            await scene.ErrorAsync(() => scene.InitAsync("""{"name":"other"}""")));
    }

    [Fact]
    public async Task Init_NoRegion_NamesEveryPlace()
    {
        await using var scene = await Scene.StartAsync(environment: environment =>
        {
            environment.Remove("AWS_REGION");
            environment.Remove("AWS_DEFAULT_REGION");
        });

        Assert.Equal(
            "rpc error: code = InvalidArgument desc = could not open Auto Scaling Group \"runners\": could not find the AWS region; "
            + "looked at: the region given (none), AWS_REGION and AWS_DEFAULT_REGION (not set), region of profile default in /dev/null "
            + "and /dev/null (none), instance metadata (AWS_EC2_METADATA_DISABLED is true); set region in plugin_config",
            await scene.ErrorAsync(() => scene.InitAsync()));
    }

    [Fact]
    public async Task Init_NoCredentials_NamesEveryPlace()
    {
        await using var scene = await Scene.StartAsync(environment: environment =>
        {
            environment.Remove("AWS_ACCESS_KEY_ID");
            environment.Remove("AWS_SECRET_ACCESS_KEY");
        });

        Assert.Equal(
            "rpc error: code = Unauthenticated desc = could not open Auto Scaling Group \"runners\": could not find AWS credentials; "
            + "tried: environment (AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set); environment (AWS_WEB_IDENTITY_TOKEN_FILE "
            + "and AWS_ROLE_ARN are not set); profile default (/dev/null and /dev/null have no such profile); container "
            + "(AWS_CONTAINER_CREDENTIALS_RELATIVE_URI and AWS_CONTAINER_CREDENTIALS_FULL_URI are not set); instance profile "
            + "(AWS_EC2_METADATA_DISABLED is true); give one of these what it lacks",
            await scene.ErrorAsync(() => scene.InitAsync()));
    }

    [Fact]
    public async Task Init_WrongSecret_SaysWhatAwsSaid()
    {
        const string secret = "not/the/right/secret/access/key/at/all";
        await using var scene = await Scene.StartAsync(environment: environment => environment["AWS_SECRET_ACCESS_KEY"] = secret);
        scene.Hide(secret);

        Assert.Equal(
            "rpc error: code = Unauthenticated desc = could not read Auto Scaling Group \"runners\" in us-east-1: AWS does not take the "
            + "credentials from environment variable AWS_ACCESS_KEY_ID: The request signature we calculated does not match the "
            + "signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for "
            + "details (SignatureDoesNotMatch, request UUID); check that they are valid keys, of the right account and partition, and that "
            + "this machine's clock is right",
            await scene.ErrorAsync(() => scene.InitAsync()));
    }

    [Fact]
    public async Task Init_NothingAllowed_NamesTheActionAndWhatItIsFor()
    {
        await using var scene = await Scene.StartAsync();
        scene.Aws.Policy = """{"Version":"2012-10-17","Statement":[]}""";

        Assert.Equal(
            "rpc error: code = PermissionDenied desc = could not read Auto Scaling Group \"runners\" in us-east-1: "
            + Denied("autoscaling:DescribeAutoScalingGroups", null, "AccessDenied", "read the group's instances, sizes and settings"),
            await scene.ErrorAsync(() => scene.InitAsync()));
    }

    [Fact]
    public async Task Init_NoOneAnswers_SaysSo()
    {
        await using var scene = await Scene.StartAsync(environment: environment => environment["AWS_ENDPOINT_URL"] = "http://127.0.0.1:9");

        Assert.Equal(
            "rpc error: code = Unavailable desc = could not read Auto Scaling Group \"runners\" in us-east-1: could not call "
            + "DescribeAutoScalingGroups at 127.0.0.1:9: Connection refused; check the network, proxy and endpoint settings",
            await scene.ErrorAsync(() => scene.InitAsync()));
    }

    [Fact]
    public async Task Increase_Denied_NamesTheActionAndWhatItIsFor()
    {
        await using var scene = await Scene.StartAsync();
        await scene.InitAsync();
        scene.Aws.Policy = ReadOnly;

        Assert.Equal(
            "rpc error: code = PermissionDenied desc = could not increase Auto Scaling Group \"runners\" in us-east-1 by 1 (to "
            + "DesiredCapacity 1): "
            + Denied("autoscaling:SetDesiredCapacity", Arn, "AccessDenied", "launch instances"),
            await scene.ErrorAsync(() => scene.IncreaseAsync(1)));
    }

    [Fact]
    public async Task ConnectInfoAndDecrease_Denied_NameTheActionAndWhatItIsFor()
    {
        await using var scene = await Scene.StartAsync(group => group with { Sshd = false });
        await scene.InitAsync();
        var id = Assert.Single(await scene.ScaleToAsync(1));
        scene.Aws.Policy = ReadOnly;

        Assert.Equal(
            $"rpc error: code = PermissionDenied desc = could not send an SSH key for ec2-user to {id} of Auto Scaling Group \"runners\" "
            + "in us-east-1: "
            + Denied(
                "ec2-instance-connect:SendSSHPublicKey", $"arn:aws:ec2:us-east-1:123456789012:instance/{id}", "AccessDeniedException",
                "log in to instances over SSH without use_static_credentials"),
            await scene.ErrorAsync(() => scene.ConnectInfoAsync(id)));
        Assert.Equal(
            "rpc error: code = PermissionDenied desc = could not terminate 1 of 1 instances of Auto Scaling Group \"runners\" in "
            + "us-east-1: "
            + $"{id}: {Denied("autoscaling:TerminateInstanceInAutoScalingGroup", Arn, "AccessDenied", "terminate instances")}",
            await scene.ErrorAsync(() => scene.DecreaseAsync(id)));
    }

    private static string Denied(string action, string? resource, string code, string purpose) =>
        $"{action} is not allowed: User: arn:aws:iam::123456789012:user/runner is not authorized to perform: {action}"
        + (resource is null ? "" : $" on resource: {resource}")
        + $" because no identity-based policy allows the {action} action ({code}, request UUID); allow {action} in the IAM policy of these "
        + $"credentials: it is needed to {purpose}";
}
