using System.Net;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace AwsSimulator.Tests;

/// <summary>An answer as it was on the wire.</summary>
internal sealed record WireReply(HttpStatusCode Status, string Body, string RequestId)
{
    public XElement Xml => XDocument.Parse(Body).Root!;

    public JsonNode Json => JsonNode.Parse(Body)!;

    /// <summary>"status code: message" of an error in whichever envelope; the body when it is none.</summary>
    public string Error => (Status, Body.StartsWith('<')) switch
    {
        (HttpStatusCode.OK, _) => Body,
        (_, true) => $"{(int)Status} {Only("Code")}: {Only("Message")}",
        _ => $"{(int)Status} {Json["__type"]}: {Json["Message"]}",
    };

    /// <summary>The values of all elements of that local name, in the order of the document.</summary>
    public IReadOnlyList<string> All(string name) =>
        [.. Xml.Descendants().Where(element => element.Name.LocalName == name).Select(element => element.Value)];

    public string Only(string name) => All(name).Single();
}
