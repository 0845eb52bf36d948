namespace AwsSimulator.Tests;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("aws-simulator: unknown option: --grup\nTry --help.\n", "--grup", "x")]
    [InlineData("aws-simulator: --max needs a value\nTry --help.\n", "--max")]
    [InlineData("aws-simulator: --max needs a whole number, not many\nTry --help.\n", "--max", "many")]
    [InlineData("aws-simulator: --min 3 is above --max 2\nTry --help.\n", "--min", "3", "--max", "2")]
    [InlineData("aws-simulator: --desired 3 is not between --min 0 and --max 2\nTry --help.\n", "--desired", "3", "--max", "2")]
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
            ["--group", "--min", "--max", "--desired", "--launch-time", "--terminate-time", "--region", "--user", "--no-sshd", "--verbose"],
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

    private static async Task<(int Exit, string Output, string Error)> RunAsync(
        CancellationToken cancellationToken, params string[] arguments)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var exit = await CommandLine.RunAsync(arguments, output, error, cancellationToken);
        return (exit, output.ToString(), error.ToString());
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
