namespace Fleeting.Aws.Checks.Reporting;

/// <summary>One line of a report.</summary>
/// <param name="Name">The name of the check, which is the anchor of its paragraph in docs/reference/checks.md.</param>
/// <param name="About">Which of several things it is about, such as an IAM action; empty where there is one.</param>
/// <param name="Verdict">What came of it.</param>
internal sealed record Check(string Name, string About, Verdict Verdict)
{
    /// <summary>Its paragraph, from the root of the project.</summary>
    public string Link => $"docs/reference/checks.md#{Name}";
}
