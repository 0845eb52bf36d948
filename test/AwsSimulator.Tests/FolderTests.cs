using TestKit;

namespace AwsSimulator.Tests;

public sealed class FolderTests
{
    [Fact]
    public void Folders_OfTheSimulator_DoNotNeedEachOther() => Assert.Empty(FolderCycles.Of(typeof(Simulator).Assembly, "AwsSimulator"));
}
