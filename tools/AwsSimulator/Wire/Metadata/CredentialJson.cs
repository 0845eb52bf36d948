using System.Text.Json.Nodes;
using AwsSimulator.Signing;

namespace AwsSimulator.Wire.Metadata;

/// <summary>Temporary credentials as IMDS and the container endpoint spell them.</summary>
internal static class CredentialJson
{
    public static JsonObject Of(AccessKey key) => new()
    {
        ["AccessKeyId"] = key.Id,
        ["SecretAccessKey"] = key.Secret,
        ["Token"] = key.SessionToken,
        ["Expiration"] = XmlTree.Time(key.ExpiresAt!.Value),
    };
}
