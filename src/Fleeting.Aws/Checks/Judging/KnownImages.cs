using Amazon.EC2.Model;
using Fleeting.Aws.Connecting;

namespace Fleeting.Aws.Checks.Judging;

/// <summary>Which user the images of the distributors have: EC2 User Guide, "Manage system users", and the distributors' own pages.</summary>
internal static class KnownImages
{
    /// <returns>Null: an image of somebody's own.</returns>
    public static string? User(Image image)
    {
        if (string.Equals(image.Platform?.Value, "windows", StringComparison.OrdinalIgnoreCase))
        {
            return ConnectorDetection.DefaultWindowsUsername;
        }

        var name = image.Name ?? "";
        return image.OwnerId switch
        {
            "099720109477" => "ubuntu",
            "136693071363" => "admin",
            "792107900819" => "rocky",
            "075585003325" => "core",
            "125523088429" when name.StartsWith("fedora-coreos", StringComparison.OrdinalIgnoreCase) => "core",
            "125523088429" when name.Contains("Fedora", StringComparison.OrdinalIgnoreCase) => "fedora",
            "125523088429" or "309956199498" or "764336703387" or "013907871322" => ConnectorDetection.DefaultUsername,
            _ when image.ImageOwnerAlias == "amazon" && IsAmazons(name) => ConnectorDetection.DefaultUsername,
            _ => null,
        };
    }

    private static bool IsAmazons(string name) =>
        name.StartsWith("al2023-ami", StringComparison.Ordinal) || name.StartsWith("amzn", StringComparison.Ordinal);
}
