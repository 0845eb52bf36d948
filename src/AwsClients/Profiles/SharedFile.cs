namespace AwsClients.Profiles;

/// <summary>One shared file, as it was when it was read. A missing file is an empty one, unless it was asked for.</summary>
internal sealed class SharedFile
{
    private readonly string _kind;
    private readonly IniFile _content;

    private SharedFile(string kind, string path)
    {
        _kind = kind;
        Path = path;
        WrittenWhenRead = Written;
        try
        {
            _content = IniFile.Parse(File.Exists(path) ? SmallFile.ReadText(path) : "");
        }
        catch (FormatException e)
        {
            throw new AwsSessionException(AwsSessionErrorReason.BadFile, $"could not read the {kind} file {path}: {e.Message}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new AwsSessionException(
                AwsSessionErrorReason.BadFile, $"could not read the {kind} file {path}: {e.Message.TrimEnd('.')}; {SmallFile.Check}", e);
        }
    }

    public string Path { get; }

    /// <summary>As it was just before it was read.</summary>
    public DateTime WrittenWhenRead { get; }

    /// <summary>As it is on the disk now; 1601 when there is no file.</summary>
    public DateTime Written => File.GetLastWriteTimeUtc(Path);

    public static SharedFile Read(string kind, string? given, string? fromEnvironment, AwsEnvironment environment)
    {
        var path = environment.Path(given ?? fromEnvironment ?? $"~/.aws/{kind}");
        if (given is not null && !File.Exists(path))
        {
            throw new AwsSessionException(
                AwsSessionErrorReason.BadFile,
                $"could not read the {kind} file {path}: it {(Directory.Exists(path) ? "is a folder" : "does not exist")}; {SmallFile.Check}");
        }

        return new SharedFile(kind, path);
    }

    public SharedFile ReadAgain() => new(_kind, Path);

    public IReadOnlyDictionary<string, string>? Section(string name) => _content.Section(name);
}
