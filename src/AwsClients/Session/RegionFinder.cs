using AwsClients.Credentials;
using AwsClients.Profiles;
using AwsClients.Transport;

namespace AwsClients.Session;

/// <summary>Finds the region: given, AWS_REGION, AWS_DEFAULT_REGION, the profile's, the instance's.</summary>
internal sealed class RegionFinder(AwsSessionOptions options, AwsEnvironment environment, SharedFiles files, InstanceMetadata metadata)
{
    /// <exception cref="AwsSessionException">There is none, or it cannot be one.</exception>
    public async Task<string> FindAsync(Deadline deadline)
    {
        var region = options.Region ?? environment["AWS_REGION"] ?? environment["AWS_DEFAULT_REGION"] ?? files.Profile?["region"];
        return region is null ? await FromInstanceAsync(deadline).ConfigureAwait(false) : Checked(region);
    }

    private async Task<string> FromInstanceAsync(Deadline deadline)
    {
        var why = $"{InstanceMetadata.DisabledVariable} is true";
        if (!metadata.IsDisabled)
        {
            try
            {
                var step = new DeadlineStep("asking instance metadata for the region", $"set the region, or {InstanceMetadata.Check}");
                return Checked(await deadline.RunAsync(step, metadata.GetRegionAsync).ConfigureAwait(false));
            }
            catch (SourceException e)
            {
                why = e.Message;
            }
        }

        throw new AwsSessionException(
            AwsSessionErrorReason.NoRegion,
            $"could not find the AWS region; looked at: the region given (none), AWS_REGION and AWS_DEFAULT_REGION (not set), region "
            + $"of profile {files.ProfileName} in {files.Paths} (none), instance metadata ({why})");
    }

    private static string Checked(string region)
    {
        var name = region.Trim();
        if (name.Length == 0 || !name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
        {
            throw Invalid(region, "a region is lower-case letters, digits and hyphens, such as eu-central-1");
        }

        // The slip of many: a zone is a region and one letter.
        var isZone = name.Length > 2 && char.IsAsciiLetterLower(name[^1]) && char.IsAsciiDigit(name[^2]);
        return isZone ? throw Invalid(region, $"this is an Availability Zone; its region is {name[..^1]}") : name;
    }

    private static AwsSessionException Invalid(string region, string why) =>
        new(AwsSessionErrorReason.InvalidRegion, $"could not use '{region}' as the AWS region: {why}");
}
