using System.Globalization;
using AwsSimulator.Cloud;
using AwsSimulator.Faults;

namespace AwsSimulator.Control;

/// <summary>Faults and launch failures as text: of the command line and of the control.</summary>
internal static class TroubleText
{
    public const string Help = """
          --fault FAULT           calls fail; may be repeated, and the first that fits a call hits it
          --launch-failure TEXT   launches fail: capacity, spot-capacity, price, quota, spot-quota, addresses, image, template, type, role,
                                  kms, or any sentence of AWS

          FAULT is ACTION=WHAT[,times=N][,after=N][,rate=R][,carried-out][,message=TEXT]
            ACTION       such as DescribeInstances; * is every call
            WHAT         an error code of AWS, with :STATUS for another HTTP status than its own; reset (the connection is cut); hang;
                         slow:SECONDS
            times=N      it hits N calls (default: all)
            after=N      N calls pass first
            rate=R       it hits this part of the calls, from 0 to 1, by chance; the same ones in each run
            carried-out  AWS does what it was asked, only its answer is lost
            message=TEXT the error's text, to the end of the line
        """;

    /// <summary>Every action that the simulator serves.</summary>
    public static readonly string[] Actions =
    [
        "DescribeAutoScalingGroups", "DescribeAutoScalingInstances", "DescribeScalingActivities", "DescribePolicies", "DescribeScheduledActions",
        "DescribeLifecycleHooks", "DescribeInstanceRefreshes", "DescribeLaunchConfigurations", "SetDesiredCapacity",
        "TerminateInstanceInAutoScalingGroup", "DescribeInstances", "DescribeSpotInstanceRequests", "DescribeLaunchTemplateVersions",
        "DescribeImages", "DescribeSecurityGroups", "DescribeSubnets", "GetPasswordData", "SendSSHPublicKey", "GetCallerIdentity", "AssumeRole",
        "AssumeRoleWithWebIdentity", "GetToken", "GetRegion", "GetAvailabilityZone", "GetIdentityDocument", "GetRoleName", "GetRoleCredentials",
        "GetContainerCredentials", "CreateToken",
    ];

    /// <summary>A fault that is called by its own text.</summary>
    /// <exception cref="ArgumentException">The text is none; the error says what of it is wrong.</exception>
    public static Fault Fault(string text)
    {
        const string messageOption = ",message=";
        var end = text.IndexOf(messageOption, StringComparison.Ordinal);
        var parts = (end < 0 ? text : text[..end]).Split(',');
        if (parts[0].Split('=', 2) is not [var action, var what])
        {
            throw new ArgumentException($"a fault is ACTION=WHAT, not {text}");
        }

        if (action != "*" && !Actions.Contains(action))
        {
            throw new ArgumentException($"the simulator serves no action {action}; it serves {string.Join(", ", Actions)}; * is every call");
        }

        var fault = Failing(what) with { Name = text, Action = action == "*" ? null : action, Times = null };
        if (end >= 0)
        {
            fault = fault.Code is null
                ? throw new ArgumentException("message goes with an error code only")
                : fault with { Message = text[(end + messageOption.Length)..] };
        }

        return parts.Skip(1).Aggregate(fault, With);
    }

    /// <summary>By its name in <see cref="LaunchFailure.All"/>, or by AWS's text.</summary>
    /// <exception cref="ArgumentException">One word that is no such name.</exception>
    public static LaunchFailure LaunchFailure(string text)
    {
        if (Cloud.LaunchFailure.All.TryGetValue(text, out var known))
        {
            return known;
        }

        return text.Contains(' ')
            ? new LaunchFailure(text)
            : throw new ArgumentException($"a launch failure is one of {string.Join(", ", Cloud.LaunchFailure.All.Keys)}, or a sentence of AWS, not {text}");
    }

    private static Fault Failing(string what) => what.Split(':', 2) switch
    {
        ["reset"] => new Fault { Reset = true },
        ["hang"] => new Fault { Hang = true },
        ["slow", var seconds] => new Fault { Latency = TimeSpan.FromSeconds(Arguments.Number("slow", seconds)) },
        [[>= 'A' and <= 'Z', ..] code] => new Fault { Code = code },
        [[>= 'A' and <= 'Z', ..] code, var status] => new Fault { Code = code, Status = Status(status) },
        _ => throw new ArgumentException($"a call fails with an error code of AWS (such as Throttling or Throttling:503), reset, hang or slow:SECONDS, not {what}"),
    };

    private static int Status(string text) => Arguments.Number("the status", text) is >= 400 and <= 599 and var status
        ? status
        : throw new ArgumentException($"the status of an error is from 400 to 599, not {text}");

    private static Fault With(Fault fault, string option) => option.Split('=', 2) switch
    {
        ["times", var value] => fault with
        {
            Times = Arguments.Number("times", value) is > 0 and var times ? times : throw new ArgumentException("times needs a number from 1 on, not 0"),
        },
        ["after", var value] => fault with { After = Arguments.Number("after", value) },
        ["rate", var value] => fault with { When = ByChance(value) },
        ["carried-out"] => fault.Latency > TimeSpan.Zero
            ? throw new ArgumentException("a slow call is carried out anyway: leave carried-out out")
            : fault with { CarriedOut = true },
        _ => throw new ArgumentException($"unknown option of a fault: {option}; there are times=N, after=N, rate=R, carried-out, message=TEXT"),
    };

    private static Func<Calls.RecordedCall, bool> ByChance(string text)
    {
        if (!double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var rate) || rate is not (> 0 and <= 1))
        {
            throw new ArgumentException($"rate needs a number above 0 and up to 1, not {text}");
        }

        var random = new Random(1);
        return _ => random.NextDouble() < rate;
    }
}
