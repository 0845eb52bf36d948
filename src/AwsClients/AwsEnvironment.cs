namespace AwsClients;

/// <summary>The environment variables that a session reads. An empty value counts as none.</summary>
internal sealed class AwsEnvironment(Func<string, string?> read)
{
    public static AwsEnvironment Process { get; } = new(Environment.GetEnvironmentVariable);

    public string? this[string name] => read(name) is { Length: > 0 } value ? value : null;

    public bool IsTrue(string name) => string.Equals(this[name], "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>The home directory, where ~/.aws is.</summary>
    public string Home => this["HOME"] ?? this["USERPROFILE"] ?? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

    /// <summary>The path with a leading ~/ replaced.</summary>
    public string Path(string path) => path.StartsWith("~/", StringComparison.Ordinal) ? System.IO.Path.Combine(Home, path[2..]) : path;
}
