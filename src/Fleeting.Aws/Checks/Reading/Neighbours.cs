namespace Fleeting.Aws.Checks.Reading;

/// <summary>Where a group that is not there might be.</summary>
/// <param name="SimilarNames">Groups of the same region whose names are much alike.</param>
/// <param name="OtherRegions">Regions that have a group of that name.</param>
internal sealed record Neighbours(IReadOnlyList<string> SimilarNames, IReadOnlyList<string> OtherRegions);
