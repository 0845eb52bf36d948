using System.Diagnostics;

namespace AwsSimulator.Ssh;

/// <summary>The command line that runs sshd in a namespace which ends with its standard input.</summary>
internal static class SshCommand
{
    // sshd sees the image's accounts through libnss-wrapper; its sessions do not, and run as the user that all of them map to.
    // The first of the two to end, sshd or the reader of standard input, ends the shell; as process 1 it takes all others with it.
    private const string Script = """
        exec 3<&0 >/dev/null
        LD_PRELOAD=libnss_wrapper.so NSS_WRAPPER_PASSWD=$1 NSS_WRAPPER_SHADOW=$2 NSS_WRAPPER_GROUP=$3 /usr/sbin/sshd -D -e -f "$4" 3<&- &
        cat <&3 2>/dev/null &
        wait -n
        """;

    public static ProcessStartInfo For(SshFiles files)
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
