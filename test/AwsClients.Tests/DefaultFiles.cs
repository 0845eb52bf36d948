using System.Runtime.CompilerServices;

namespace AwsClients.Tests;

/// <summary>
/// A trap for the whole project: the process's own environment names shared files that cannot be parsed and a mode that the SDK does not
/// know. Sessions have their own environment and files; whatever the SDK looks up by itself ends the test that made it look.
/// </summary>
internal static class DefaultFiles
{
    public const string Broken = "[default]\nmax_attempts = 1\na line that no reader of such files can take\n";

    [ModuleInitializer]
    internal static void SetTheTrap()
    {
        var folder = Directory.CreateTempSubdirectory("aws-clients-default-files-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        foreach (var (variable, name) in (ReadOnlySpan<(string, string)>)[("AWS_SHARED_CREDENTIALS_FILE", "credentials"), ("AWS_CONFIG_FILE", "config")])
        {
            var path = Path.Combine(folder, name);
            File.WriteAllText(path, Broken);
            Environment.SetEnvironmentVariable(variable, path);
        }

        Environment.SetEnvironmentVariable("AWS_DEFAULTS_MODE", "cross-region");
        Environment.SetEnvironmentVariable("AWS_MAX_ATTEMPTS", "1");
        Environment.SetEnvironmentVariable("AWS_RETRY_MODE", "adaptive");
        Environment.SetEnvironmentVariable("AWS_ENDPOINT_URL", "http://192.0.2.1");
    }
}
