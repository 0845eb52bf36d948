using FleetingHost.Driving;

namespace FleetingHost.Tests.Driving;

public sealed class GroupIdTests
{
    [Theory]
    [InlineData("aws/eu-west-1/linux", "eu-west-1", "linux", "linux (eu-west-1)")]
    [InlineData("aws/eu-west-1/team/linux", "eu-west-1", "team/linux", "team/linux (eu-west-1)")]
    [InlineData("gcp/project/zone/group", null, "gcp/project/zone/group", "gcp/project/zone/group")]
    [InlineData("fake", null, "fake", "fake")]
    public void Parts_OfAnId_AreItsRegionAndName(string text, string? region, string name, string shown)
    {
        var id = new GroupId(text);

        Assert.Equal((region, name, shown), (id.Region, id.Name, id.ToString()));
    }
}
