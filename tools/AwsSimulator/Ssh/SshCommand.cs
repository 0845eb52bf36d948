using System.Diagnostics;

namespace AwsSimulator.Ssh;

/// <summary>The command line that runs sshd in a namespace which ends with its standard input.</summary>
internal static class SshCommand
{
    // sshd sees the image's accounts through libnss-wrapper; its sessions do not, and run as the user that all of them map to.
    // The first of the two to end, sshd or the reader of standard input, ends the shell; as process 1 it takes all others with it.
    private const string Script = """
        exec 3<&0 >/dev/null
        export LD_PRELOAD=libnss_wrapper.so NSS_WRAPPER_PASSWD=$1 NSS_WRAPPER_SHADOW=$2 NSS_WRAPPER_GROUP=$3
        # From OpenSSH 9.8 on, sshd shuts out an address after failed logins: all of ours come from 127.0.0.1.
        if /usr/sbin/sshd -t -f "$4" -o PerSourcePenalties=no 2>/dev/null; then lenient=(-o PerSourcePenalties=no); fi
        /usr/sbin/sshd -D -e -f "$4" "${lenient[@]}" 3<&- &
        cat <&3 2>/dev/null &
        wait -n
        """;

    /// <exception cref="SshStartException">The machine has no setsid.</exception>
    public static Process Start(SshFiles files) => ExternalProgram.Start(For(files));

    /// <summary>Whether sshd says that it goes on without an address, or without the image's accounts: no instance as asked for.</summary>
    public static bool IsHalfStarted(string line) =>
        line.StartsWith("Bind to port ", StringComparison.Ordinal) || line.Contains("cannot be preloaded", StringComparison.Ordinal);

    /// <summary>What to do about what was said; empty when that says enough.</summary>
    public static string Advice(IReadOnlyList<string> said) =>
        said.Any(line => line.StartsWith("unshare: ", StringComparison.Ordinal))
            ? ". Instances need a process namespace: run as root with CAP_SYS_ADMIN, or allow unprivileged user namespaces."
        : said.Any(line => line.Contains("libnss_wrapper", StringComparison.Ordinal) || line.Contains("sshd: No such", StringComparison.Ordinal))
            ? ". Install openssh-server, openssh-client and libnss-wrapper."
        : "";

    private static ProcessStartInfo For(SshFiles files)
    {
        // A process namespace needs root, or a user namespace in which nothing but the own user exists.
        string[] isolation = Environment.IsPrivilegedProcess ? [] : ["--user", "--map-current-user"];
        var start = new ProcessStartInfo("setsid")
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
        };
        // A session of its own keeps the terminal's Ctrl-C away.
        string[] arguments =
        [
            "unshare", .. isolation, "--pid", "--fork", "--kill-child=KILL", "--",
            "/bin/bash", "-c", Script, "instance", files.Passwd, files.Shadow, files.Group, files.Config,
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        // Whatever the simulator's environment holds, credentials among it, is none of the instance's business.
        start.Environment.Clear();
        start.Environment["PATH"] = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
        return start;
    }
}
