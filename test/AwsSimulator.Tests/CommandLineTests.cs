using System.Globalization;
using System.Text.Json.Nodes;
using AwsSimulator.Cloud;

namespace AwsSimulator.Tests;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("aws-simulator: unknown option: --grup\nTry --help.\n", "--grup", "x")]
    [InlineData("aws-simulator: --max needs a value\nTry --help.\n", "--max")]
    [InlineData("aws-simulator: --max needs a whole number, not many\nTry --help.\n", "--max", "many")]
    [InlineData("aws-simulator: --min 3 is above --max 2\nTry --help.\n", "--min", "3", "--max", "2")]
    [InlineData("aws-simulator: --desired 3 is not between --min 0 and --max 2\nTry --help.\n", "--desired", "3", "--max", "2")]
    [InlineData("aws-simulator: --ssh-port needs a port from 1 to 65535, not 70000\nTry --help.\n", "--ssh-port", "70000")]
    [InlineData("aws-simulator: --control-port needs a port from 1 to 65535, not 0\nTry --help.\n", "--control-port", "0")]
    [InlineData("aws-simulator: --control-port needs a whole number, not x\nTry --help.\n", "--control-port", "x")]
    [InlineData("aws-simulator: --weight needs TYPE=N with N from 1 on, such as t3.large=2, not t3.large\nTry --help.\n", "--weight", "t3.large")]
    [InlineData("aws-simulator: --weight needs TYPE=N with N from 1 on, such as t3.large=2, not t3.large=0\nTry --help.\n", "--weight", "t3.large=0")]
    [InlineData("aws-simulator: --fault: a fault is ACTION=WHAT, not Throttling\nTry --help.\n", "--fault", "Throttling")]
    [InlineData("aws-simulator: --fault needs a value\nTry --help.\n", "--fault")]
    [InlineData("aws-simulator: --launch-failure: a launch failure is one of capacity, spot-capacity, price, quota, spot-quota, addresses, image, template, type, role, kms, or a sentence of AWS, not luck\nTry --help.\n", "--launch-failure", "luck")]
    [InlineData("aws-simulator: --suspend needs one of Launch, Terminate, AddToLoadBalancer, AlarmNotification, AZRebalance, HealthCheck, InstanceRefresh, ReplaceUnhealthy, ScheduledActions, not launch\nTry --help.\n", "--suspend", "launch")]
    [InlineData("aws-simulator: --warm-pool needs one of Stopped, Running, Hibernated, not Full\nTry --help.\n", "--warm-pool", "Full")]
    [InlineData("aws-simulator: --max-instance-lifetime needs a whole number, not week\nTry --help.\n", "--max-instance-lifetime", "week")]
    [InlineData("aws-simulator: --schedule needs a value\nTry --help.\n", "--schedule")]
    public async Task Run_WrongUsage_SaysWhatAndExits2(string expected, params string[] arguments)
    {
        var (exit, output, error) = await RunAsync(TestCloud.Cancellation, arguments);

        Assert.Equal((CommandLine.WrongUsage, "", expected), (exit, output, error));
    }

    [Fact]
    public async Task Run_Help_NamesEveryOption()
    {
        var (exit, output, _) = await RunAsync(TestCloud.Cancellation, "--help");

        Assert.Equal(CommandLine.Fine, exit);
        Assert.All(
            ["--group", "--min", "--max", "--desired", "--launch-time", "--terminate-time", "--region", "--user", "--no-sshd", "--verbose", "--spot", "--weight", "--ssh-port",
                "--control-port", "--fault", "--launch-failure", "--suspend", "--az-rebalance", "--no-scale-in-protection", "--capacity-rebalance",
                "--max-instance-lifetime", "--warm-pool", "--scaling-policy", "--schedule", "--lifecycle-hook", "--instance-refresh", "--deleting",
                "--no-launch-template", "--no-image", "--no-ingress", "--ipv6-subnet"],
            option => Assert.Contains(option, output));
    }

    [Fact]
    public async Task Run_UntilItIsEnded_PrintsTheEnvironment()
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(TestCloud.Cancellation);
        await using var output = new EndingWriter("Ctrl-C ends", end);
        await using var error = new StringWriter();

        var exit = await CommandLine.RunAsync(["--region", "eu-west-1", "--no-sshd", "--desired", "1"], output, error, end.Token);

        Assert.Equal((CommandLine.Fine, ""), (exit, error.ToString()));
        Assert.Matches("(?m)^export AWS_ENDPOINT_URL='http://127.0.0.1:[0-9]+'$", output.ToString());
        Assert.Contains("export AWS_REGION='eu-west-1'", output.ToString());
    }

    [Fact]
    public void Parse_EveryOption_IsInTheSettings()
    {
        var options = CommandLineOptions.Parse(
        [
            "--spot", "--weight", "t3.micro=1", "--weight", "t3.large=2", "--ssh-port", "2222", "--control-port", "7000", "--launch-failure", "kms",
            "--fault", "*=hang", "--fault", "DescribeInstances=reset", "--suspend", "Launch", "--max", "4", "--schedule", "night",
        ]);

        var group = Assert.Single(options.Settings.Groups);
        Assert.Equal((true, 4, LaunchFailure.All["kms"], 2222, 7000), (group.Spot, group.MaxSize, group.LaunchFailure, options.Settings.SshPort, options.ControlPort));
        Assert.Equal([("t3.micro", 1), ("t3.large", 2)], group.WeightedTypes);
        Assert.Equal(["*=hang", "DescribeInstances=reset"], options.Faults.Select(fault => fault.Name));
        Assert.Equal(["AZRebalance", "Launch"], group.SuspendedProcesses);
        Assert.Equal(["night"], group.Setup.ScheduledActions);
        Assert.Equal("--suspend Launch --schedule night", options.Setup);
    }

    [Fact]
    public async Task Run_WithTrouble_ServesIt()
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(TestCloud.Cancellation);
        await using var output = new ServingWriter(async text =>
        {
            var control = new Uri(text.Split("# control: ")[1].Split('\n')[0]);
            var state = JsonNode.Parse((await PlainHttp.SendAsync(HttpMethod.Get, control)).Body)!;
            await end.CancelAsync();
            return state;
        });
        await using var error = new StringWriter();

        var exit = await CommandLine.RunAsync(
            ["--no-sshd", "--desired", "1", "--launch-failure", "quota", "--fault", "*=hang", "--capacity-rebalance"], output, error, end.Token);

        Assert.Equal((CommandLine.Fine, ""), (exit, error.ToString()));
        var state = await output.Result;
        Assert.Equal(("--capacity-rebalance", LaunchFailure.All["quota"].Message), ((string?)state["setup"], (string?)state["launchFailure"]));
        Assert.Equal(("*=hang", "[]"), ((string?)state["faults"]![0]!["fault"], state["instances"]!.ToJsonString()));
        Assert.Equal("Failed", (string?)state["activities"]![0]!["status"]);
    }

    [Theory]
    [InlineData("--ssh-port")]
    [InlineData("--control-port")]
    public async Task Run_PortTaken_SaysWhichAndExits1(string option)
    {
        using var taken = new PortReservation();

        var (exit, output, error) = await RunAsync(TestCloud.Cancellation, "--no-sshd", option, taken.Port.ToString(CultureInfo.InvariantCulture));

        Assert.Equal((CommandLine.CannotStart, ""), (exit, output));
        Assert.Matches($"^aws-simulator: could not start: .*{taken.Port}.*: address already in use", error.ToLowerInvariant());
    }

    private static async Task<(int Exit, string Output, string Error)> RunAsync(
        CancellationToken cancellationToken, params string[] arguments)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var exit = await CommandLine.RunAsync(arguments, output, error, cancellationToken);
        return (exit, output.ToString(), error.ToString());
    }

    /// <summary>Does something with what the program has printed once it serves.</summary>
    private sealed class ServingWriter(Func<string, Task<JsonNode>> then) : StringWriter
    {
        public Task<JsonNode> Result { get; private set; } = Task.FromException<JsonNode>(new InvalidOperationException("It never served."));

        public override async Task FlushAsync(CancellationToken cancellationToken)
        {
            await base.FlushAsync(cancellationToken);
            Result = then(ToString());
        }
    }

    /// <summary>Ends the program once it has said that it serves.</summary>
    private sealed class EndingWriter(string last, CancellationTokenSource end) : StringWriter
    {
        public override async Task WriteLineAsync(string? value)
        {
            await base.WriteLineAsync(value);
            if (value?.EndsWith(last, StringComparison.Ordinal) == true)
            {
                await end.CancelAsync();
            }
        }
    }
}
