using System.Collections;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FleetingPluginAws.Tests.Harness;

namespace FleetingPluginAws.Tests.Docs;

/// <summary>
/// The machine of docs/reference/bad-inputs.md: its files below a temporary folder, a configuration that is good but for the input, and the program
/// itself, started as a user or a host would.
/// </summary>
internal sealed class BadInputMachine : IDisposable
{
    private const string Config = "/etc/gitlab-runner/config.toml";
    private const string Profiles = "/home/gitlab-runner/.aws/config";

    private readonly string _root = Directory.CreateTempSubdirectory("bad-inputs-").FullName;

    /// <summary>How an input of each section of the page reaches the program.</summary>
    private readonly Dictionary<string, Action<BadInput>> _sections;

    private readonly List<string> _environment = [];
    private readonly List<string> _profile = [];
    private readonly List<string> _connector = [];
    private readonly List<string> _plugin = ["name = \"runners\"", "region = \"eu-west-1\""];
    private string[] _arguments = ["check", "--config", "/etc/gitlab-runner/config.toml", "--json"];
    private string? _config;

    public BadInputMachine()
    {
        _sections = new()
        {
            ["Command line"] = input => SetCommand(input.Lines[0].Split(' ')),
            ["config.toml"] = input => _config = string.Join('\n', input.Lines),
            ["plugin_config"] = input => Add(_plugin, input),
            ["connector_config"] = input => Add(_connector, input),
            ["Profile"] = SetProfile,
            ["Environment"] = SetEnvironment,
            ["Start"] = input =>
            {
                _arguments = [];
                _environment.Add(PluginProcess.Cookie);
                _environment.AddRange(input.Lines);
            },
        };
        _environment.AddRange(
            from DictionaryEntry variable in Environment.GetEnvironmentVariables()
            let name = (string)variable.Key
            where name.StartsWith("AWS_", StringComparison.Ordinal) || name.EndsWith("_PROXY", StringComparison.OrdinalIgnoreCase)
            select $"{name}=");
        _environment.AddRange(["HOME=/home/gitlab-runner", "AWS_EC2_METADATA_DISABLED=true"]);
    }

    public IEnumerable<string> Sections => _sections.Keys;

    /// <summary>What the program says to it: each text, and the same with what is printed behind it.</summary>
    public async Task<IReadOnlyList<(string Text, string Whole)>> RunAsync(BadInput input)
    {
        _sections[input.Section](input);
        WriteFiles(input.Input);
        Write(Profiles, string.Join('\n', _profile));
        Write(
            Config,
            _config ?? $"[[runners]]\n[runners.autoscaler]\n[runners.autoscaler.plugin_config]\n{string.Join('\n', _plugin)}\n"
                + $"[runners.autoscaler.connector_config]\n{string.Join('\n', _connector)}\n");

        await using var plugin = PluginProcess.Start([.. _arguments.Select(Placed)], [.. _environment.Select(Placed)], _root);
        var (_, stdout, stderr) = await plugin.EndAsync();
        return Said(stdout.Replace(_root, "", StringComparison.Ordinal), stderr.Replace(_root, "", StringComparison.Ordinal));
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private static List<(string Text, string Whole)> Said(string stdout, string stderr)
    {
        if (stdout.StartsWith('{'))
        {
            using var report = JsonDocument.Parse(stdout);
            return
            [
                .. from check in report.RootElement.GetProperty("checks").EnumerateArray()
                   where check.GetProperty("outcome").GetString() != "well"
                   let text = check.GetProperty("text").GetString()
                   select (text, $"{text}. {check.GetProperty("next").GetString()}"),
            ];
        }

        if (stderr.StartsWith('{'))
        {
            using var line = JsonDocument.Parse(stderr.Split('\n')[0]);
            var message = line.RootElement.GetProperty("@message").GetString()!;
            return [(message, message)];
        }

        return [(stderr.Split("\n\n")[0].Trim().Replace('\n', ' '), stderr)];
    }

    private void SetCommand(string[] words)
    {
        _environment.AddRange(words.TakeWhile(word => word != "fleeting-plugin-aws"));
        _arguments = [.. words.SkipWhile(word => word != "fleeting-plugin-aws").Skip(1)];
    }

    private void SetProfile(BadInput input)
    {
        _plugin.Add("profile = \"runner\"");
        _plugin.RemoveAll(line => Key(line) == "region" && input.Lines.Any(other => Key(other) == "region"));
        _profile.AddRange(["[profile runner]", .. input.Lines]);
    }

    private void SetEnvironment(BadInput input)
    {
        _environment.AddRange(input.Lines);
        _plugin.RemoveAll(line => Key(line) == "region" && input.Lines.Any(other => Key(other) == "AWS_REGION"));
    }

    private static void Add(List<string> section, BadInput input)
    {
        section.RemoveAll(line => input.Lines.Select(Key).Concat(input.Without).Contains(Key(line)));
        section.AddRange(input.Lines);
    }

    private static string Key(string line) => line.Split('=')[0].Trim();

    private string Placed(string text) => text.Replace("/etc/gitlab-runner", $"{_root}/etc/gitlab-runner", StringComparison.Ordinal)
        .Replace("/home/gitlab-runner", $"{_root}/home/gitlab-runner", StringComparison.Ordinal);

    private void Write(string path, string text)
    {
        var file = new FileInfo(_root + path);
        file.Directory!.Create();
        File.WriteAllText(file.FullName, Placed(text));
    }

    /// <summary>The files that the input names; of those that the page describes.</summary>
    private void WriteFiles(string input)
    {
        var files = new Dictionary<string, Func<string>>
        {
            ["empty"] = () => "",
            ["text"] = () => "once upon a time\n",
            ["instances.pub"] = () => "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPl2 gitlab\n",
            ["certificate.pem"] = () => PemEncoding.WriteString("CERTIFICATE", [1, 2, 3]),
            ["damaged.pem"] = () => PemEncoding.WriteString("OPENSSH PRIVATE KEY", [1, 2, 3]),
            ["encrypted.pem"] = () => Rsa(
                2048, key => key.ExportEncryptedPkcs8PrivateKeyPem("secret", new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1))),
            ["locked"] = () => PemEncoding.WriteString("OPENSSH PRIVATE KEY", Encoding.ASCII.GetBytes("openssh-key-v1\0\0\0\0\x0a" + "aes256-ctr")),
            ["rsa1024.pem"] = () => Rsa(1024, key => key.ExportRSAPrivateKeyPem()),
            ["ecdsa.pem"] = () => Ec("nistP256"),
            ["secp256k1.pem"] = () => Ec("secp256k1"),
        };
        foreach (var (name, content) in files.Where(file => input.Contains($"/etc/gitlab-runner/{file.Key}", StringComparison.Ordinal)))
        {
            Write($"/etc/gitlab-runner/{name}", content());
        }
    }

    private static string Rsa(int bits, Func<RSA, string> export)
    {
        using var key = RSA.Create(bits);
        return export(key);
    }

    private static string Ec(string curve)
    {
        using var key = ECDsa.Create(ECCurve.CreateFromFriendlyName(curve));
        return key.ExportECPrivateKeyPem();
    }
}
