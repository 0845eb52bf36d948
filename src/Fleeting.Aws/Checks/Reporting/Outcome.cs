namespace Fleeting.Aws.Checks.Reporting;

/// <summary>What came of a check.</summary>
internal enum Outcome
{
    /// <summary>Nothing to do.</summary>
    Well,

    /// <summary>It may be meant so, and costs something if it is not.</summary>
    Warning,

    /// <summary>It costs jobs or instances, or nothing works at all.</summary>
    Wrong,

    /// <summary>It could not be looked at: the text says why.</summary>
    NotChecked,
}
