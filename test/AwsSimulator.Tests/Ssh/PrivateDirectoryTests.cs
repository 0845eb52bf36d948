using AwsSimulator.Ssh;

namespace AwsSimulator.Tests.Ssh;

public sealed class PrivateDirectoryTests : IDisposable
{
    private readonly DirectoryInfo _parent = Directory.CreateTempSubdirectory("private-directory-test-");

    public void Dispose() => _parent.Delete(recursive: true);

    [Fact]
    public void New_BesideAnAbandonedOne_RemovesIt()
    {
        var abandoned = _parent.CreateSubdirectory("aws-simulator-killed");
        File.WriteAllText(Path.Combine(abandoned.FullName, "lock"), "");
        Age(abandoned.FullName);

        using var own = new PrivateDirectory(_parent.FullName);

        Assert.False(Directory.Exists(abandoned.FullName));
    }

    [Fact]
    public void New_BesideOneThatIsHeld_LeavesIt()
    {
        using var held = new PrivateDirectory(_parent.FullName);
        Age(held.Path);

        using var own = new PrivateDirectory(_parent.FullName);

        Assert.True(Directory.Exists(held.Path));
    }

    [Fact]
    public void New_ForTheOwnerOnly_AndGoneAfterwards()
    {
        var own = new PrivateDirectory(_parent.FullName);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(own.Path));
        own.Dispose();
        Assert.Empty(_parent.GetDirectories());
    }

    private static void Age(string directory) =>
        Directory.SetLastWriteTimeUtc(directory, Directory.GetLastWriteTimeUtc(directory).AddMinutes(-2));
}
