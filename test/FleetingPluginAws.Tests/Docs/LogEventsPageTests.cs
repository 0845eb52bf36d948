using System.Reflection;
using Microsoft.Extensions.Logging;
using TestKit;

namespace FleetingPluginAws.Tests.Docs;

/// <summary>docs/reference/log-events.md lists every event of every project, as the code has it.</summary>
public sealed class LogEventsPageTests
{
    private static readonly (Assembly Assembly, int First, int Last)[] _projects =
    [
        (typeof(GoPlugin.PluginServer).Assembly, 1000, 1099),
        (typeof(Fleeting.IInstanceGroup).Assembly, 2000, 2099),
        (typeof(Fleeting.Aws.AwsInstanceGroup).Assembly, 3000, 3199),
        (typeof(AwsClients.Session.AwsSession).Assembly, 4000, 4099),
    ];

    [Fact]
    public void Page_Rows_AreTheEventsOfTheCode()
    {
        var rows = from project in _projects
                   from e in Events(project.Assembly)
                   orderby e.EventId
                   select $"| `{e.EventId}` | {e.Name} | {e.Level} | {e.Message} |";

        var page = Repository.Read("docs/reference/log-events.md").Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal));

        Assert.Equal(string.Join('\n', rows), string.Join('\n', page));
    }

    [Fact]
    public void MonitoringPage_EventsAndIds_AreThoseOfTheCode()
    {
        var ids = _projects.SelectMany(project => Events(project.Assembly)).ToDictionary(e => e.Name, e => $"{e.EventId}");
        var rows = Repository.ReadTable("docs/guides/monitoring.md").Select(row => (Names: row[0].Split(", ").Select(name => name.Trim('`')), Ids: row[1])).ToList();

        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.Equal(string.Join(", ", row.Names.Select(name => ids[name])), row.Ids));
    }

    [Fact]
    public void Events_Ids_AreUniqueAndInTheirProjectsRange()
    {
        foreach (var (assembly, first, last) in _projects)
        {
            var ids = Events(assembly).Select(e => e.EventId).ToList();
            Assert.Equal(ids.Distinct(), ids);
            Assert.All(ids, id => Assert.InRange(id, first, last));
        }
    }

    private static IEnumerable<(int EventId, string Name, LogLevel Level, string Message)> Events(Assembly assembly) =>
        from type in assembly.GetTypes()
        from method in type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
        let attribute = method.GetCustomAttribute<LoggerMessageAttribute>()
        where attribute is not null
        select (attribute.EventId, attribute.EventName ?? method.Name, attribute.Level, attribute.Message);
}
