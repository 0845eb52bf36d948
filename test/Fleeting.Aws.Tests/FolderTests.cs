using TestKit;

namespace Fleeting.Aws.Tests;

public sealed class FolderTests
{
    [Fact]
    public void Folders_OfFleetingAws_DoNotNeedEachOther() => Assert.Empty(FolderCycles.Of(typeof(AwsInstanceGroup).Assembly, "Fleeting.Aws"));
}
