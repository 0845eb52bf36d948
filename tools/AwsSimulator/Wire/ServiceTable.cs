using AwsSimulator.Signing;

namespace AwsSimulator.Wire;

/// <summary>
/// Which service a call is for. A call that is signed for a region without groups finds the same services there, with nothing in them: that is
/// what a user with a wrong region sees.
/// </summary>
internal sealed class ServiceTable(IReadOnlyDictionary<string, IReadOnlyList<IAwsService>> regions, string home, IReadOnlyList<IAwsService> elsewhere)
{
    public IAwsService? Find(AuthorizationHeader? header, string? target, IReadOnlyDictionary<string, string> parameters)
    {
        var name = header?.Service ?? NameOfUnsigned(target, parameters.GetValueOrDefault("Version"));
        return regions.GetValueOrDefault(header?.Region ?? home, elsewhere).FirstOrDefault(service => service.SigningName == name);
    }

    private static string? NameOfUnsigned(string? target, string? version) => (target, version) switch
    {
        ({ Length: > 0 }, _) => "ec2-instance-connect",
        (_, "2011-01-01") => "autoscaling",
        (_, "2016-11-15") => "ec2",
        (_, "2011-06-15") => "sts",
        _ => null,
    };
}
