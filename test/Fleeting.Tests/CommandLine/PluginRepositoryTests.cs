using Fleeting.CommandLine;

namespace Fleeting.Tests.CommandLine;

public sealed class PluginRepositoryTests
{
    [Theory]
    [InlineData("aws", "registry.gitlab.com", "gitlab-org/fleeting/plugins/aws")]
    [InlineData("aws:1.2", "registry.gitlab.com", "gitlab-org/fleeting/plugins/aws")]
    [InlineData("my-group/my-plugin", "registry.gitlab.com", "my-group/my-plugin")]
    [InlineData("my-group/my-plugin:latest", "registry.gitlab.com", "my-group/my-plugin")]
    [InlineData("registry.example.com/a/b/c:1", "registry.example.com", "a/b/c")]
    [InlineData("registry.example.com:5000/a", "registry.example.com:5000", "a")]
    [InlineData("localhost/a", "localhost", "a")]
    [InlineData("registry.example.com/a@sha256:0123", "registry.example.com", "a")]
    public void Parse_Name_GivesRegistryAndPath(string name, string registry, string path) =>
        Assert.Equal(new PluginRepository(registry, path), PluginRepository.Parse(name));

    [Theory]
    [InlineData("")]
    [InlineData(":1")]
    [InlineData("/a")]
    [InlineData("a/")]
    [InlineData("a//b")]
    [InlineData("../../etc")]
    [InlineData("registry.example.com/../a")]
    [InlineData("registry.example.com")]
    [InlineData("a\\b")]
    public void Parse_NoName_IsRefused(string name) => Assert.Equal(
        $"could not bootstrap: \"{name}\" is not the name of a repository; " +
        "name one like aws, my-group/my-plugin or registry.example.com/my-group/my-plugin",
        Assert.Throws<BootstrapException>(() => PluginRepository.Parse(name)).Message);

    [Fact]
    public void Escape_UpperCase_IsMarked() => Assert.Equal("!my-!group/plugin", PluginRepository.Escape("My-Group/plugin"));
}
