using System.Globalization;
using AwsSimulator.Cloud;
using AwsSimulator.Control;
using AwsSimulator.Faults;

namespace AwsSimulator;

/// <summary>What the executable was asked for.</summary>
internal sealed record CommandLineOptions
{
    /// <summary>With its one group.</summary>
    public required SimulatorSettings Settings { get; init; }

    /// <summary>The options of the group's setup, as they were given.</summary>
    public required string Setup { get; init; }

    /// <summary>Armed before the first call.</summary>
    public required IReadOnlyList<Fault> Faults { get; init; }

    /// <summary>0: one that is free.</summary>
    public required int ControlPort { get; init; }

    /// <summary>Whether everything is logged.</summary>
    public required bool Verbose { get; init; }

    public const string Help = $"""
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
          --spot                  Spot instances
          --weight TYPE=N         an instance type that counts N units; may be repeated (default: one type, which counts 1)
          --no-sshd               instances without a machine behind them
          --ssh-port PORT         where the sshd of every instance listens, each on addresses of its own (default: a port that is free)
          --control-port PORT     where the control listens, on 127.0.0.1 (default: a port that is free)
          --verbose               log everything to standard error
          --help                  this text

        Trouble, which the control makes and mends at run time too (tools/AwsSimulator/README.md):

        {TroubleText.Help}

        A group that `fleeting-plugin-aws check` finds something wrong with:

        {SetupOptions.Help}

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
        List<string> setup = [];
        List<Fault> faults = [];
        var controlPort = 0;
        var rest = new Arguments(arguments);
        while (rest.Next() is { } option)
        {
            var start = rest.Position - 1;
            switch (option)
            {
                case "--group": group = group with { Name = rest.Text(option) }; break;
                case "--min": group = group with { MinSize = rest.Number(option) }; break;
                case "--max": group = group with { MaxSize = rest.Number(option) }; break;
                case "--desired": desired = rest.Number(option); break;
                case "--launch-time": group = group with { LaunchTime = TimeSpan.FromSeconds(rest.Number(option)) }; break;
                case "--terminate-time": group = group with { TerminateTime = TimeSpan.FromSeconds(rest.Number(option)) }; break;
                case "--region": settings = settings with { Region = rest.Text(option) }; break;
                case "--user": users.Add(rest.Text(option)); break;
                case "--spot": group = group with { Spot = true }; break;
                case "--weight": group = group with { WeightedTypes = [.. group.WeightedTypes, Weight(option, rest.Text(option))] }; break;
                case "--no-sshd": group = group with { Sshd = false }; break;
                case "--ssh-port": settings = settings with { SshPort = rest.Port(option) }; break;
                case "--control-port": controlPort = rest.Port(option); break;
                case "--fault": faults.Add(Named(option, rest, TroubleText.Fault)); break;
                case "--launch-failure": group = group with { LaunchFailure = Named(option, rest, TroubleText.LaunchFailure) }; break;
                case "--verbose": verbose = true; break;
                default:
                    group = SetupOptions.Apply(group, option, rest) ?? throw new ArgumentException($"unknown option: {option}");
                    setup.AddRange(arguments.Take(start..rest.Position));
                    break;
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
        return new CommandLineOptions
        {
            Settings = settings with { Groups = [group] },
            Setup = string.Join(' ', setup),
            Faults = faults,
            ControlPort = controlPort,
            Verbose = verbose,
        };
    }

    private static (string InstanceType, int Weight) Weight(string option, string text) =>
        text.Split('=') is [{ Length: > 0 } type, var units] && Arguments.Number(option, units) is > 0 and var weight
            ? (type, weight)
            : throw new ArgumentException($"{option} needs TYPE=N with N from 1 on, such as t3.large=2, not {text}");

    private static T Named<T>(string option, Arguments rest, Func<string, T> read)
    {
        var text = rest.Text(option);
        try
        {
            return read(text);
        }
        catch (ArgumentException wrong)
        {
            throw new ArgumentException($"{option}: {wrong.Message}", wrong);
        }
    }
}
