namespace Fleeting.Aws.Checks;

/// <summary>The exit codes of <c>check</c>.</summary>
public static class CheckExitCode
{
    /// <summary>All that could be looked at is well; there may be warnings.</summary>
    public const int AllWell = 0;

    /// <summary>Something is wrong.</summary>
    public const int SomethingWrong = 1;

    /// <summary>It could not look: the arguments or config.toml make no sense, or the group could not be read and nothing else is wrong.</summary>
    public const int CouldNotLook = 2;
}
