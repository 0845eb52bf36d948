namespace Fleeting.Aws.Health;

/// <summary>Whether an instance that must not be used will ever be fit.</summary>
internal enum UnfitKind
{
    /// <summary>It is starting: no job yet, but whoever connects may go on.</summary>
    NotYet,

    /// <summary>It may come back, or what says so may have been old: a moment later it counts no more.</summary>
    Now,

    /// <summary>It will not come back.</summary>
    ForGood,
}
