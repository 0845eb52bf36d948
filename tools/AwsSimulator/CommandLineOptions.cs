using System.Globalization;
using AwsSimulator.Cloud;

namespace AwsSimulator;

/// <summary>What the executable was asked for.</summary>
internal sealed record CommandLineOptions(SimulatorSettings Settings, bool Verbose)
{
    public const string Help = """
        aws-simulator: a small AWS on 127.0.0.1, for the plugin, the AWS CLI and tests.

        It prints the environment that makes a program take it for AWS, as `export` lines, and serves until Ctrl-C or SIGTERM.

          --group NAME            the Auto Scaling Group (default: runners)
          --min N                 its MinSize (default: 0)
          --max N                 its MaxSize (default: 10)
          --desired N             its DesiredCapacity; that many instances are launched at once (default: --min)
          --launch-time SECONDS   from launch to InService (default: 0)
          --terminate-time SECONDS  from Terminating to gone (default: 0)
          --region REGION         (default: us-east-1)
          --user NAME             an account of the image; may be repeated (default: ec2-user, ubuntu, admin, debian, centos, fedora, core)
          --no-sshd               instances without a machine behind them
          --verbose               log everything to standard error
          --help                  this text

        Exit codes: 0 it was asked to end; 1 it could not start; 2 the command line is wrong.

        """;

    /// <exception cref="ArgumentException">An option is unknown, has no value, or one that is no number.</exception>
    public static CommandLineOptions Parse(IReadOnlyList<string> arguments)
    {
        var group = new GroupSettings { Name = "runners" };
        var settings = new SimulatorSettings();
        var verbose = false;
        int? desired = null;
        List<string> users = [];
        var rest = new Queue<string>(arguments);
        while (rest.TryDequeue(out var option))
        {
            switch (option)
            {
                case "--group": group = group with { Name = Value(option, rest) }; break;
                case "--min": group = group with { MinSize = Number(option, rest) }; break;
                case "--max": group = group with { MaxSize = Number(option, rest) }; break;
                case "--desired": desired = Number(option, rest); break;
                case "--launch-time": group = group with { LaunchTime = TimeSpan.FromSeconds(Number(option, rest)) }; break;
                case "--terminate-time": group = group with { TerminateTime = TimeSpan.FromSeconds(Number(option, rest)) }; break;
                case "--region": settings = settings with { Region = Value(option, rest) }; break;
                case "--user": users.Add(Value(option, rest)); break;
                case "--no-sshd": group = group with { Sshd = false }; break;
                case "--verbose": verbose = true; break;
                default: throw new ArgumentException($"unknown option: {option}");
            }
        }

        if (group.MinSize > group.MaxSize)
        {
            throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture, $"--min {group.MinSize} is above --max {group.MaxSize}"));
        }

        group = group with { DesiredCapacity = desired ?? group.MinSize };
        if (group.DesiredCapacity < group.MinSize || group.DesiredCapacity > group.MaxSize)
        {
            throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture,
                $"--desired {group.DesiredCapacity} is not between --min {group.MinSize} and --max {group.MaxSize}"));
        }

        group = users.Count > 0 ? group with { UserNames = users } : group;
        return new CommandLineOptions(settings with { Groups = [group] }, verbose);
    }

    private static string Value(string option, Queue<string> rest) =>
        rest.TryDequeue(out var value) ? value : throw new ArgumentException($"{option} needs a value");

    private static int Number(string option, Queue<string> rest)
    {
        var text = Value(option, rest);
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new ArgumentException($"{option} needs a whole number, not {text}");
    }
}
