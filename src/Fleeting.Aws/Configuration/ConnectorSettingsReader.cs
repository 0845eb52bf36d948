using Fleeting.Aws.Keys;

namespace Fleeting.Aws.Configuration;

/// <summary>
/// Checks <c>connector_config</c> before the first instance is paid for: whatever can only fail later is an error now.
/// </summary>
internal static class ConnectorSettingsReader
{
    /// <param name="given">What the host handed over.</param>
    /// <param name="problems">Gets every problem, by the name of the key.</param>
    /// <returns>Null when there was a problem.</returns>
    public static ConnectorSettings? Read(ConnectorConfig given, ICollection<string> problems)
    {
        var problemsBefore = problems.Count;
        if (given.Os is not ("" or "linux" or "windows" or "darwin"))
        {
            problems.Add($"invalid connector config value: os must be linux, windows or darwin, not \"{given.Os}\"");
        }

        if (given.Protocol is not ("" or ConnectorProtocol.Ssh or ConnectorProtocol.WinRm or ConnectorProtocol.WinRmHttps))
        {
            problems.Add($"invalid connector config value: protocol must be ssh, winrm or winrm+https, not \"{given.Protocol}\"");
        }

        if (given.ProtocolPort is < 0 or > ushort.MaxValue)
        {
            problems.Add($"invalid connector config value: protocol_port must be between 0 and 65535, not {given.ProtocolPort}");
        }

        if (given.UseStaticCredentials && given.Password.Length == 0 && given.Key.IsEmpty)
        {
            problems.Add("missing required connector config: password or key_path, since use_static_credentials is true; give one of the two");
        }

        var settings = new ConnectorSettings { Given = given };
        if (!given.Key.IsEmpty)
        {
            settings = ReadKey(settings, problems);
        }

        return problems.Count > problemsBefore ? null : settings;
    }

    private static ConnectorSettings ReadKey(ConnectorSettings settings, ICollection<string> problems)
    {
        var given = settings.Given;
        try
        {
            settings = settings with { Key = SshKeyReader.Read(given.Key, out var rsa), RsaKey = rsa };
        }
        catch (SshKeyException e)
        {
            problems.Add($"invalid connector config value: the key of key_path cannot be used: {e.Message}");
            return settings;
        }

        if (!given.UseStaticCredentials && !IsForPasswords(settings) && !settings.Key.IsTakenByInstanceConnect)
        {
            problems.Add(
                $"invalid connector config value: the key of key_path is {settings.Key}, but EC2 Instance Connect takes RSA keys of 2048 to " +
                "4096 bits and Ed25519 keys only; give one of those, no key at all (a fresh one is made for each connection), or set use_static_credentials");
        }

        return settings;
    }

    /// <summary>Over WinRM the key decrypts the password, whatever its length; it is not sent to Instance Connect.</summary>
    private static bool IsForPasswords(ConnectorSettings settings) =>
        settings is { RsaKey: not null, Given: { Protocol: ConnectorProtocol.WinRm or ConnectorProtocol.WinRmHttps } or { Protocol: "", Os: "windows" } };
}
