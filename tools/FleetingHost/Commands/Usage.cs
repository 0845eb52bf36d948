namespace FleetingHost.Commands;

/// <summary>What <c>--help</c> says.</summary>
internal static class Usage
{
    public const string Text = """
        fleeting-host drives a fleeting plugin as GitLab Runner does.

          fleeting-host demo [--plugin PATH] [--instances 3] [--logs]
              Starts a simulated AWS in this process and the plugin as a child, scales up, runs a command on every instance over SSH,
              and scales down.

          fleeting-host run --config config.toml [--runner NAME] [--instances N] [--plugin PATH] [--logs] -- COMMAND
              Does the same with [runners.autoscaler] of a config.toml of GitLab Runner, against whatever AWS the environment names.
              N is by default what the last policy without periods keeps idle. Instances that are there already are left alone.

          fleeting-host try --config config.toml [--runner NAME] [--plugin PATH] [--yes] [--logs] [-- COMMAND]
              Tries [runners.autoscaler] of a config.toml on its own group: says what is there and what it will launch, asks, launches one
              instance, runs the command there (default: uname -a), ends that instance, and prints what each step took. An interrupted one
              is taken back within seconds. --yes does not ask; without it stdin must be a terminal.

          fleeting-host bench [--plugin PATH] [--other PATH] [--results FOLDER] [--only NAME]
              Measures the plugin, or two in turns; prints lines of `name value unit`. Keeps them in FOLDER/RESULTS.md, and a picture.
              NAME is how the scenario begins: start, update.1000, connect.16, fleet, soak.

          fleeting-host chaos [--plugin PATH] [--minutes 2] [--instances 20] [--seed 1] [--rate 0.1] [--policy 2023] [--logs]
              Runs jobs over SSH on a simulated AWS where that part of all calls fails in every way, Spot reclaims instances, strangers
              change the group and hosts are killed. Then nothing fails any more, and nothing may be lost or left behind.

        --plugin    The plugin's executable. Default: $FLEETING_PLUGIN_AWS_BINARY, else the build beside this one; of run and try: what config.toml names.
        --logs      Shows every log line of the plugin; otherwise only its warnings and errors, with try its information, too.

        Progress goes to stderr; results go to stdout. Ctrl-C scales down and ends; a second one ends at once and names what is left.
        SIGTERM does the same within ten seconds: what is not gone by then is named.

        Exit codes:
          0    Every instance ran the command with exit code 0, and everything is gone.
          1    An instance did not come, could not be reached, or its command failed, or the answer was no; everything is gone.
          2    The command line or config.toml is wrong; nothing was started.
          3    The plugin could not be started, or Init refused the configuration, or the group could not be listed; no instance was asked for.
          4    Something stayed behind: instances, a process, or a plugin that had to be killed. The output names it.
          130  Interrupted by Ctrl-C; everything is gone, or on its way out.
          143  Interrupted by SIGTERM; everything is gone, or on its way out.
        """;
}
