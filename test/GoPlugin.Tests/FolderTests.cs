using TestKit;

namespace GoPlugin.Tests;

public sealed class FolderTests
{
    [Fact]
    public void Folders_OfGoPlugin_DoNotNeedEachOther() => Assert.Empty(FolderCycles.Of(typeof(PluginServer).Assembly, "GoPlugin"));
}
