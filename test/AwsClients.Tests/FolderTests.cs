using TestKit;

namespace AwsClients.Tests;

public sealed class FolderTests
{
    [Fact]
    public void Folders_OfAwsClients_DoNotNeedEachOther() => Assert.Empty(FolderCycles.Of(typeof(AwsSessionOptions).Assembly, "AwsClients"));
}
