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
        return RegionName.Problem(name) is { } why
            ? throw new AwsSessionException(AwsSessionErrorReason.InvalidRegion, $"could not use '{region}' as the AWS region: {why}")
            : name;
    }
}
