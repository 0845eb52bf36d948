namespace Fleeting.CommandLine;

/// <summary>Which build of a plugin this is.</summary>
public sealed record PluginVersion
{
    /// <summary>The program, for example <c>fleeting-plugin-aws</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The release, for example <c>1.2.3</c>; empty when the build has none.</summary>
    public required string Version { get; init; }

    /// <summary>The commit; <c>unknown</c> when not built from git.</summary>
    public required string Revision { get; init; }

    /// <summary>The branch or tag; <c>unknown</c> when not built from git.</summary>
    public required string Reference { get; init; }

    /// <summary>What runs it, for example <c>.NET 10.0.1 (native)</c>.</summary>
    public required string Runtime { get; init; }

    /// <summary>When it was built, in ISO 8601.</summary>
    public required string BuiltAt { get; init; }

    /// <summary>Go's names of operating system and architecture, for example <c>linux/amd64</c>.</summary>
    public required string Platform { get; init; }

    /// <summary>The same in one line, for the host's log.</summary>
    public string BuildInfo => $"sha={Revision}; ref={Reference}; runtime={Runtime}; built_at={BuiltAt}; os_arch={Platform}";

    /// <summary>One <c>Label: value</c> a line, as the plugins of the fleeting project print it.</summary>
    public override string ToString() =>
        $"""
        Name: {Name}
        Version: {Version}
        Git revision: {Revision}
        Git ref: {Reference}
        Runtime: {Runtime}
        Built: {BuiltAt}
        OS/Arch: {Platform}
        """;
}
