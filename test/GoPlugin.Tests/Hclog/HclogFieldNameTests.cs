using GoPlugin.Hclog;

namespace GoPlugin.Tests.Hclog;

public sealed class HclogFieldNameTests
{
    [Theory]
    [InlineData("InstanceId", "instance_id")]
    [InlineData("count", "count")]
    [InlineData("ExternalIPAddress", "external_ip_address")]
    [InlineData("Ec2Code", "ec2_code")]
    [InlineData("already_snake", "already_snake")]
    [InlineData("@level", "level")]
    public void From_NameInATemplate_IsSnakeCase(string name, string expected) => Assert.Equal(expected, HclogFieldName.From(name));
}
