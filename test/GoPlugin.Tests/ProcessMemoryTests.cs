using System.Runtime.InteropServices;

namespace GoPlugin.Tests;

public sealed class ProcessMemoryTests
{
    private const int GetDumpable = 3; // PR_GET_DUMPABLE

    [Fact]
    public void Seal_ThisProcess_IsNotDumpedAndNotReadByOthers()
    {
        ProcessMemory.Seal();

        Assert.Equal(0, prctl(GetDumpable, 0, 0, 0, 0));
    }

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int prctl(int option, nuint second, nuint third, nuint fourth, nuint fifth);
}
