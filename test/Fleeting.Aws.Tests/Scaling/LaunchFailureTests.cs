using Fleeting.Aws.Scaling;

namespace Fleeting.Aws.Tests.Scaling;

/// <summary>AWS's words on failed launches, as users were sent them.</summary>
public sealed class LaunchFailureTests
{
    [Theory]
    [InlineData(
        "Could not launch Spot Instances. UnfulfillableCapacity - Unable to fulfill capacity due to your request configuration. Launching EC2 instance failed.",
        "Capacity", "UnfulfillableCapacity")]
    [InlineData(
        "We currently do not have sufficient m5.large capacity in the Availability Zone you requested (us-east-1a). Launching EC2 instance failed.",
        "Capacity", "Capacity")]
    [InlineData(
        "Could not launch On-Demand Instances. InsufficientInstanceCapacity - There is no Spot capacity available that matches your request. Launching EC2 instance failed.",
        "Capacity", "InsufficientInstanceCapacity")]
    [InlineData(
        "Spot request price of 0.0010 is lower than the minimum required Spot request fulfillment price of 0.0321. Launching EC2 instance failed.",
        "Price", "Price")]
    [InlineData(
        "Could not launch On-Demand Instances. VcpuLimitExceeded - You have requested more vCPU capacity than your current vCPU limit of 8 allows. Launching EC2 instance failed.",
        "Quota", "VcpuLimitExceeded")]
    [InlineData("5 instance(s) are already running. Launching EC2 instance failed.", "Quota", "Quota")]
    [InlineData(
        "There are not enough free addresses in subnet 'subnet-0123' to satisfy the requested number of instances. Launching EC2 instance failed.",
        "Addresses", "Addresses")]
    [InlineData("The image id '[ami-0123]' does not exist. Launching EC2 instance failed.", "Template", "Template")]
    [InlineData("AMI ami-0123 is pending, and cannot be run. Launching EC2 instance failed.", "Template", "Template")]
    [InlineData(
        "The requested configuration is currently not supported. Please check the documentation for supported configurations. Launching EC2 instance failed.",
        "Template", "Template")]
    [InlineData(
        "Instance became unhealthy while waiting for instance to be in InService state. Termination Reason: Client.InternalError: Client error on launch",
        "Role", "Client.InternalError")]
    [InlineData("Client.InvalidKMSKey.InvalidState: The KMS key provided is in an incorrect state", "Role", "Client.InvalidKMSKey.InvalidState")]
    [InlineData("Invalid value 'runner' for iamInstanceProfile.name. Launching EC2 instance failed.", "Role", "Role")]
    [InlineData("Server.InternalError: Internal error on launch", "Aws", "Server.InternalError")]
    [InlineData("Something that nobody has seen yet.", "Other", "Other")]
    public void Read_StatusMessage_TellsClassAndCode(string message, string @class, string code)
    {
        var failure = LaunchFailure.Read(message);

        Assert.Equal((@class, code), (failure.Class.ToString(), failure.Code));
        Assert.StartsWith(failure.Words, message, StringComparison.Ordinal);
        Assert.NotEmpty(failure.Advice);
    }

    [Fact]
    public void Read_LongTextOfManyLines_IsOneLineOfBoundedLength()
    {
        var failure = LaunchFailure.Read($"one\n\ttwo {new string('x', 10_000)}");

        Assert.StartsWith("one two xxx", failure.Words, StringComparison.Ordinal);
        Assert.InRange(failure.Words.Length, 100, 500);
    }
}
