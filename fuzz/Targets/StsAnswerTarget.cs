using Amazon.Runtime;
using Amazon.SecurityToken.Model;
using AwsClients.Credentials;
using AwsClients.Transport;
using Fuzz.Engine;

namespace Fuzz.Targets;

/// <summary>What STS answers: keys whose life can be reckoned with, or an error that is one of a source of credentials.</summary>
internal static class StsAnswerTarget
{
    private const string Role = "arn:aws:iam::123456789012:role/fuzz";

    private static readonly CannedAws _aws = CannedAws.Create();
    private static readonly Dictionary<string, Func<Task<object>>> _operations = Operations();

    public static Target Target { get; } = new("sts-answer", Run)
    {
        Words =
        [
            .. _operations.Keys, "Response>", "Result>", "<Credentials>", "<AccessKeyId>", "<SecretAccessKey>", "<SessionToken>", "<Expiration>",
            "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "+14:00", "<ErrorResponse>", "<Error>", "<Code>", "<Message>", " 400\n", " 500\n",
        ],
    };

    private static Dictionary<string, Func<Task<object>>> Operations()
    {
        var client = _aws.Clients.UnsignedSts();
        return new()
        {
            ["AssumeRole"] = () => Ask(async () => (await client.AssumeRoleAsync(new AssumeRoleRequest { RoleArn = Role, RoleSessionName = "fuzz" })).Credentials),
            ["AssumeRoleWithWebIdentity"] = () => Ask(async () =>
                (await client.AssumeRoleWithWebIdentityAsync(
                    new AssumeRoleWithWebIdentityRequest { RoleArn = Role, RoleSessionName = "fuzz", WebIdentityToken = "token" })).Credentials),
        };
    }

    private static async Task<object> Ask(Func<Task<Credentials?>> ask)
    {
        try
        {
            return await StsCredentials.AskAsync("could not ask", ask);
        }
        catch (SourceException e)
        {
            throw new AmazonClientException("no keys", e);
        }
    }

    private static void Run(byte[] input)
    {
        if (_aws.Call(input, _operations) is TemporaryCredentials keys)
        {
            FetchedKeysOracle.Check(keys);
        }
    }
}
