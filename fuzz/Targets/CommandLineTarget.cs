using System.Text;
using Fleeting.CommandLine;
using Fuzz.Engine;

namespace Fuzz.Targets;

/// <summary>
/// Arguments, a zero byte between: one of the documented exit codes and a word on why, and <c>bootstrap</c> writes nowhere but below its
/// folder.
/// </summary>
internal static class CommandLineTarget
{
    private const int Served = 77;

    private static readonly string _source = Directory.CreateTempSubdirectory("fuzz").FullName;

    private static readonly PluginVersion _version = new()
    {
        Name = "fleeting-plugin-aws",
        Version = "",
        Revision = "unknown",
        Reference = "unknown",
        Runtime = ".NET",
        BuiltAt = "",
        Platform = "linux/amd64",
    };

    public static Target Target { get; } = new("command-line", Run)
    {
        MaxBytes = 1024,
        Words = ["serve", "version", "--version", "help", "-h", "bootstrap", "bootstrap\0", "\0", "..", "/", "aws", "registry.example.com/", ":1.0", "@sha256:", "\\"],
    };

    private static void Run(byte[] input)
    {
        var words = input.Length == 0 ? [] : Encoding.UTF8.GetString(input).Split('\0');

        // Of bootstrap the third word is the version that the environment gives.
        var isBootstrap = words is ["bootstrap", _, _];
        var outside = Directory.CreateTempSubdirectory("fuzz").FullName;
        try
        {
            var root = Directory.CreateDirectory(Path.Combine(outside, "plugins")).FullName;
            var error = new StringWriter();
            var line = new PluginCommandLine(
                _version,
                _ => Task.FromResult(Served),
                name => name switch
                {
                    "FLEETING_PLUGIN_PATH" => root,
                    "FLEETING_PLUGIN_PKG_VERSION" => isBootstrap ? words[2] : null,
                    _ => null,
                },
                _source,
                [],
                new StringWriter(),
                error);
            var exitCode = Synchronous.Run(line.RunAsync(isBootstrap ? words[..2] : words, CancellationToken.None));
            Check(words, exitCode, error.ToString());
            Oracle.Holds(Directory.GetFileSystemEntries(outside).Length == 1, "bootstrap wrote beside its folder");
            Oracle.Holds(Directory.GetFileSystemEntries(root, ".bootstrap-*").Length == 0, "bootstrap left something half done");
        }
        finally
        {
            Directory.Delete(outside, recursive: true);
        }
    }

    private static void Check(string[] words, int exitCode, string error)
    {
        Oracle.Holds(exitCode is Served or CommandLineExitCode.Success or CommandLineExitCode.Failure or CommandLineExitCode.Usage, $"it ended with {exitCode}");
        Oracle.Holds(exitCode == Served == words is [] or ["serve"], "it served unasked, or did not");
        Oracle.Holds(exitCode is Served or CommandLineExitCode.Success || error.StartsWith("could not ", StringComparison.Ordinal), $"the error is {error}");
    }
}
