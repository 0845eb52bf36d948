using System.Net;
using System.Text.Json;
using AwsClients.InstanceConnect;
using AwsClients.Tests.Wire;
using AwsClients.Transport;

namespace AwsClients.Tests.InstanceConnect;

public sealed class SendSSHPublicKeyTests
{
    private static readonly SendSSHPublicKeyRequest _request = new()
    {
        InstanceId = "i-0123456789abcdef0",
        InstanceOSUser = "ec2-user",
        SSHPublicKey = "ssh-ed25519 AAAA+/== käse",
        AvailabilityZone = "us-east-1a",
    };

    public static TheoryData<string, int> ModelErrors
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (var (code, status) in ServiceModel.InstanceConnect.Errors())
            {
                data.Add(code, status);
            }

            return data;
        }
    }

    [Fact]
    public async Task Request_WithEveryMember_FitsTheModel()
    {
        var (_, sent) = await SendAsync(StubAnswer.Recorded("ec2-instance-connect-SendSSHPublicKey.json"));

        var body = JsonDocument.Parse(sent.Body).RootElement;
        var model = ServiceModel.InstanceConnect;
        Assert.Empty(model.CheckJson("SendSSHPublicKey", body));
        Assert.Equal(4, body.EnumerateObject().Count());
        Assert.Equal(_request.SSHPublicKey, body.GetProperty("SSHPublicKey").GetString());
        Assert.Equal($"{model.Metadata("targetPrefix")}.SendSSHPublicKey", sent.Headers["X-Amz-Target"]);
        Assert.Equal($"application/x-amz-json-{model.Metadata("jsonVersion")}", sent.Headers["Content-Type"]);
        Assert.Contains("/us-east-1/ec2-instance-connect/aws4_request", sent.Headers["Authorization"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_Recorded_IsRead()
    {
        var (answer, _) = await SendAsync(StubAnswer.Recorded("ec2-instance-connect-SendSSHPublicKey.json"));

        Assert.Equal((true, "example-2a47-4c91-9700-e37e85162cb6"), (answer.Success, answer.RequestId));
    }

    [Fact]
    public async Task Answer_OtherOrderUnknownAndMissingMembers_IsRead()
    {
        var (answer, _) = await SendAsync(StubAnswer.Ok("""{"Future":{"Success":false},"Success":true,"RequestId":null}"""));

        Assert.True(answer.Success);
        Assert.Null(answer.RequestId);
    }

    [Theory]
    [InlineData("<html/>")]
    [InlineData("""{"Success":""")]
    [InlineData("""["Success"]""")]
    [InlineData("")]
    public async Task Answer_NotJsonOfTheModel_IsAnError(string body)
    {
        var error = await Assert.ThrowsAsync<NoAnswerException>(() => SendAsync(StubAnswer.Ok(body)));

        Assert.StartsWith("could not read the answer to SendSSHPublicKey at 127.0.0.1:", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(ModelErrors))]
    public async Task Call_ErrorOfTheModel_HasCodeMessageStatusAndRequestId(string code, int status)
    {
        var error = await FailAsync(
            new StubAnswer(status, $$"""{"__type":"{{code}}","Message":"Because."}""") { Headers = RequestId });

        Assert.Equal((code, "Because.", "request-1"), (error.ErrorCode, error.Message, error.RequestId));
        Assert.Equal((HttpStatusCode)status, error.StatusCode);
    }

    [Theory]
    [InlineData("""{"__type":"com.amazon.aws#EC2InstanceNotFoundException","message":"Because."}""", null)]
    [InlineData("""{"message":"Because."}""", "EC2InstanceNotFoundException:http://internal.amazon.com/coral/")]
    [InlineData("""{"Message":"Because."}""", "EC2InstanceNotFoundException")]
    [InlineData("""{"code":"EC2InstanceNotFoundException","message":"Because."}""", null)]
    public async Task Call_ErrorInAnotherForm_HasCodeAndMessage(string body, string? header)
    {
        var headers = header is null ? RequestId : new Dictionary<string, string>(RequestId) { ["x-amzn-ErrorType"] = header };
        var error = await FailAsync(new StubAnswer(400, body) { Headers = headers });

        Assert.Equal(("EC2InstanceNotFoundException", "Because."), (error.ErrorCode, error.Message));
    }

    [Theory]
    [InlineData("ThrottlingException", 3)]
    [InlineData("EC2InstanceUnavailableException", 1)]
    [InlineData("EC2InstanceStateInvalidException", 1)]
    public async Task Call_AnsweredSoAlways_IsTriedSoOften(string code, int attempts)
    {
        await using var stub = await StubAws.StartAsync(_ => new StubAnswer(400, $$"""{"__type":"{{code}}","Message":"Because."}"""));
        using var session = await StubSession.OpenAsync(stub);

        await Assert.ThrowsAsync<AmazonEC2InstanceConnectException>(
            () => session.InstanceConnect.SendSSHPublicKeyAsync(_request, TestContext.Current.CancellationToken));

        Assert.Equal(attempts, stub.Requests.Count);
    }

    private static Dictionary<string, string> RequestId => new() { ["x-amzn-RequestId"] = "request-1" };

    private static Task<AmazonEC2InstanceConnectException> FailAsync(StubAnswer answer) =>
        Assert.ThrowsAsync<AmazonEC2InstanceConnectException>(() => SendAsync(answer));

    private static async Task<(SendSSHPublicKeyResponse Answer, StubRequest Sent)> SendAsync(StubAnswer answer)
    {
        await using var stub = await StubAws.StartAsync(_ => answer);
        using var session = await StubSession.OpenAsync(stub);
        var response = await session.InstanceConnect.SendSSHPublicKeyAsync(_request, TestContext.Current.CancellationToken);
        return (response, stub.Requests.Single());
    }
}
