using System.Text;
using AwsClients;
using AwsClients.Credentials;
using AwsClients.Endpoints;
using AwsClients.Profiles;
using AwsClients.Transport;
using Fuzz.Engine;
using Microsoft.Extensions.Logging.Abstractions;

namespace Fuzz.Targets;

/// <summary>
/// The shared files, config and credentials with a zero byte between: sections that are the same when they are written and read again, and
/// of each profile credentials, none, or an error that says so.
/// </summary>
internal static class SharedFilesTarget
{
    private static readonly string[] _sections = ["default", "profile a", "profile b", "a", "b", "sso-session s", "services s"];
    private static readonly string _folder = Directory.CreateTempSubdirectory("fuzz").FullName;
    private static readonly AwsEnvironment _environment = new(name => name == "HOME" ? _folder : null);
    private static readonly CredentialContext _context = Context();

    public static Target Target { get; } = new("shared-files", Run)
    {
        Words =
        [
            .. _sections.Select(section => $"\n[{section}]\n"), "\0", " = ", "\n ", " #", "source_profile = ", "credential_source = Environment\n", "role_arn = a\n",
            "web_identity_token_file = a\n", "aws_access_key_id = a\n", "aws_secret_access_key = b\n", "aws_session_token = c\n", "sso_session = s\n",
            "sso_account_id = 1\n", "sso_region = us-east-1\n", "sso_role_name = r\n", "sso_start_url = https://a\n", "credential_process = true\n",
            "mfa_serial = a\n", "region = us-east-1\n", "\u2028", "\ufeff",
        ],
    };

    private static CredentialContext Context()
    {
        SdkSetup.Ensure();
        var http = new MetadataHttp(TimeProvider.System, new CannedHttp());
        var clients = new ClientFactory(
            "us-east-1", new EndpointSettings(_environment, null, null), 1, new SessionHttp(TimeProvider.System, new CannedHttp(), NullLogger.Instance));
        return new CredentialContext(
            _environment, clients, new InstanceMetadata(http, _environment, null), http, TimeProvider.System, NullLogger.Instance, CancellationToken.None);
    }

    private static void Run(byte[] input)
    {
        var end = input.AsSpan().IndexOf((byte)0);
        var config = input[..(end < 0 ? input.Length : end)];
        Rewrite(Encoding.UTF8.GetString(config));
        var options = new AwsSessionOptions { ConfigFile = Write("config", config), CredentialsFile = Write("credentials", end < 0 ? [] : input[(end + 1)..]) };
        try
        {
            var files = SharedFiles.Read(options, _environment);
            foreach (var name in (string[])["default", "a", "b"])
            {
                Make(files, name);
            }
        }
        catch (AwsSessionException e)
        {
            Oracle.Holds(e.Reason is AwsSessionErrorReason.BadFile, $"a file cannot be read, and the reason is {e.Reason}");
        }
    }

    private static void Make(SharedFiles files, string name)
    {
        try
        {
            if (files.Find(name) is { } profile)
            {
                _ = ProfileKeys.Make(profile, files, _context);
            }
        }
        catch (AwsSessionException e)
        {
            Oracle.Holds(e.Message.Contains("could not use", StringComparison.Ordinal), e.Message);
        }
    }

    private static string Write(string name, byte[] content)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, content);
        return path;
    }

    private static void Rewrite(string text)
    {
        if (Parse(text) is not { } file)
        {
            return;
        }

        var written = new StringBuilder();
        foreach (var section in _sections)
        {
            if (file.Section(section) is { } values)
            {
                written.Append('[').Append(section).Append("]\n");
                // Without a space before the value: one that begins with # would be a comment behind it.
                foreach (var (key, value) in values)
                {
                    written.Append(key).Append('=').Append(value.Replace("\n", "\n ", StringComparison.Ordinal)).Append('\n');
                }
            }
        }

        var again = Parse(written.ToString()) ?? throw new OracleException($"what was written is not read: {written}");
        foreach (var section in _sections)
        {
            Oracle.Same(Describe(file.Section(section)), Describe(again.Section(section)), $"[{section}]");
        }
    }

    private static IniFile? Parse(string text)
    {
        try
        {
            return IniFile.Parse(text);
        }
        catch (FormatException e)
        {
            Oracle.Holds(e.Message.Length < 100, $"the error quotes the file: {e.Message}");
            return null;
        }
    }

    private static string Describe(IReadOnlyDictionary<string, string>? section) => section is null
        ? "none"
        : string.Join('|', section.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}"));
}
