namespace AwsClients;

/// <summary>The system name of a region, such as eu-central-1: it becomes part of host names.</summary>
internal static class RegionName
{
    /// <summary>Why it cannot be one; null when it can.</summary>
    public static string? Problem(string name)
    {
        if (name.Length == 0 || !name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
        {
            return "a region is lower-case letters, digits and hyphens, such as eu-central-1";
        }

        // The slip of many: a zone is a region and one letter.
        var isZone = name.Length > 2 && char.IsAsciiLetterLower(name[^1]) && char.IsAsciiDigit(name[^2]);
        return isZone ? $"this is an Availability Zone; its region is {name[..^1]}" : null;
    }
}
