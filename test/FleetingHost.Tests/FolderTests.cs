using FleetingHost.Commands;
using TestKit;

namespace FleetingHost.Tests;

public sealed class FolderTests
{
    [Fact]
    public void Folders_OfTheHost_DoNotNeedEachOther() => Assert.Empty(FolderCycles.Of(typeof(CommandLine).Assembly, "FleetingHost"));
}
