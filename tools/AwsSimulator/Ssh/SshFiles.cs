using System.Globalization;
using System.Runtime.InteropServices;
using AwsSimulator.Cloud;

namespace AwsSimulator.Ssh;

/// <summary>An instance's directory: sshd's configuration, the image's accounts, the home of them all, the keys that open it.</summary>
internal sealed partial class SshFiles(string directory)
{
    // Debian's sshd wants it for its unprivileged half, which the system's own service would have made.
    private const string PrivilegeSeparation = "/run/sshd";

    private readonly string _keys = Path.Combine(directory, "keys");
    private readonly string _home = Path.Combine(directory, "home");
    private readonly string _keyPair = Path.Combine(directory, "key-pair");

    public string Config { get; } = Path.Combine(directory, "sshd_config");

    public string Passwd { get; } = Path.Combine(directory, "passwd");

    public string Shadow { get; } = Path.Combine(directory, "shadow");

    public string Group { get; } = Path.Combine(directory, "group");

    public void Write(GroupSettings settings, string hostKey, LoopbackAddresses addresses, int port)
    {
        Directory.CreateDirectory(_keys);
        Directory.CreateDirectory(_home);
        if (Environment.IsPrivilegedProcess)
        {
            Directory.CreateDirectory(PrivilegeSeparation);
        }

        var (uid, gid) = (UserId(), GroupId());
        var accounts = settings.UserNames.Select(
            name => string.Create(CultureInfo.InvariantCulture, $"{name}:x:{uid}:{gid}::{_home}:/bin/bash"));
        File.WriteAllLines(Passwd, [.. accounts, $"sshd:x:65534:65534::{PrivilegeSeparation}:/usr/sbin/nologin"]);
        var password = SshPassword.Hash(settings.SshPassword);
        File.WriteAllLines(Shadow, settings.UserNames.Select(name => $"{name}:{password}:19000:0:99999:7:::"));
        File.WriteAllLines(Group, [string.Create(CultureInfo.InvariantCulture, $"image:x:{gid}:"), "nogroup:x:65534:"]);
        File.WriteAllText(_keyPair, settings.KeyPairPublicKey + "\n");
        File.WriteAllLines(Config, Lines(settings, hostKey, addresses, port));
    }

    /// <summary>Makes these keys, and the key pair, the only ones that open the instance.</summary>
    public void WriteKeys(IReadOnlyList<DeliveredKey> keys)
    {
        if (!Directory.Exists(_keys))
        {
            return;
        }

        var byUser = keys.ToLookup(key => key.User, key => key.PublicKey);
        foreach (var stale in Directory.GetFiles(_keys).Where(path => !byUser.Contains(Path.GetFileName(path))))
        {
            File.Delete(stale);
        }

        foreach (var user in byUser)
        {
            var fresh = Path.Combine(directory, "keys.new");
            File.WriteAllLines(fresh, user);
            File.Move(fresh, Path.Combine(_keys, user.Key), overwrite: true);
        }
    }

    private IEnumerable<string> Lines(GroupSettings settings, string hostKey, LoopbackAddresses addresses, int port) =>
    [
        string.Create(CultureInfo.InvariantCulture, $"Port {port}"),
        .. addresses.Listen.Select(address => $"ListenAddress {address}"),
        $"HostKey {hostKey}",
        "PidFile none",
        "LogLevel VERBOSE",
        "UsePAM no",
        "UseDNS no",
        "PrintMotd no",
        "PrintLastLog no",
        "StrictModes no",
        "MaxStartups 200",
        "MaxSessions 200",
        // All accounts are the user who runs the simulator; when that is root, sshd sees root log in.
        "PermitRootLogin yes",
        "KbdInteractiveAuthentication no",
        $"PasswordAuthentication {(settings.SshPassword is null ? "no" : "yes")}",
        $"AuthorizedKeysFile {_keys}/%u {_keyPair}",
        "Subsystem sftp internal-sftp",
    ];

    [LibraryImport("libc", EntryPoint = "getuid")]
    private static partial uint UserId();

    [LibraryImport("libc", EntryPoint = "getgid")]
    private static partial uint GroupId();
}
