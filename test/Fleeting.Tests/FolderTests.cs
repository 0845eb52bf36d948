using TestKit;

namespace Fleeting.Tests;

public sealed class FolderTests
{
    [Fact]
    public void Folders_OfFleeting_DoNotNeedEachOther() => Assert.Empty(FolderCycles.Of(typeof(IInstanceGroup).Assembly, "Fleeting"));
}
