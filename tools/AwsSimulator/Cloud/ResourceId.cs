using System.Security.Cryptography;

namespace AwsSimulator.Cloud;

/// <summary>Ids as AWS makes them: a prefix, a zero and sixteen hex digits.</summary>
internal static class ResourceId
{
    public static string New(string prefix) => $"{prefix}0{RandomNumberGenerator.GetHexString(16, lowercase: true)}";
}
