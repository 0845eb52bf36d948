namespace FleetingPluginAws.Tests.Harness;

/// <summary>What the kernel knows of a process's sockets.</summary>
internal static class Sockets
{
    private const string Listening = "0A";

    /// <summary>The TCP addresses that a process listens on, as /proc/net/tcp writes them.</summary>
    public static IReadOnlyList<string> ListeningTcp(int processId)
    {
        var own = Directory.GetFileSystemEntries($"/proc/{processId}/fd")
            .Select(fd => new FileInfo(fd).LinkTarget)
            .Where(target => target?.StartsWith("socket:[", StringComparison.Ordinal) == true)
            .Select(target => target!["socket:[".Length..^1])
            .ToHashSet();
        return [.. new[] { "tcp", "tcp6" }
            .SelectMany(family => File.ReadLines($"/proc/{processId}/net/{family}").Skip(1))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(fields => fields[3] == Listening && own.Contains(fields[9]))
            .Select(fields => fields[1])];
    }
}
