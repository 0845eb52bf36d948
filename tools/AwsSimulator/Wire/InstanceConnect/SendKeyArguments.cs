using System.Globalization;
using System.Text.RegularExpressions;

namespace AwsSimulator.Wire.InstanceConnect;

/// <summary>The members of SendSSHPublicKeyRequest, held against the lengths and patterns of AWS's model.</summary>
internal static partial class SendKeyArguments
{
    public static (string InstanceId, string User, string Key, string? Zone) Read(AwsRequest request)
    {
        var id = Checked(request, "InstanceId", 10, 32, InstanceIdShape());
        var user = Checked(request, "InstanceOSUser", 1, 32, UserShape());
        var key = Checked(request, "SSHPublicKey", 80, 4096, null);
        var zone = request.Text("AvailabilityZone") is null ? null : Checked(request, "AvailabilityZone", 6, 32, ZoneShape());
        return (id, user, PublicKeyLine.Read(key), zone);
    }

    private static string Checked(AwsRequest request, string member, int shortest, int longest, Regex? shape)
    {
        var value = request.Text(member);
        var problem = value is null ? "Member must not be null"
            : value.Length < shortest ? Length("greater", shortest)
            : value.Length > longest ? Length("less", longest)
            : shape?.IsMatch(value) == false ? $"Member must satisfy regular expression pattern: {shape}"
            : null;
        var shown = value is null ? "null" : $"'{value}'";
        var name = char.ToLowerInvariant(member[0]) + member[1..];
        return problem is null ? value! : throw new AwsException(
            "InvalidArgsException", $"1 validation error detected: Value {shown} at '{name}' failed to satisfy constraint: {problem}");
    }

    private static string Length(string side, int bound) =>
        string.Create(CultureInfo.InvariantCulture, $"Member must have length {side} than or equal to {bound}");

    [GeneratedRegex(@"^i-[a-f0-9]+$")]
    private static partial Regex InstanceIdShape();

    [GeneratedRegex(@"(^[A-Za-z_][A-Za-z0-9\@\._-]{0,30}[A-Za-z0-9\$_-]?$)|(^(?=.{2,32}$)[0-9]{1,32}[A-Za-z\@\._-][A-Za-z0-9\@\._-]*[A-Za-z0-9\$_-]?$)")]
    private static partial Regex UserShape();

    [GeneratedRegex(@"^(\w+-){2,3}\d+\w+$")]
    private static partial Regex ZoneShape();
}
