using Amazon.Runtime;
using AwsClients.Profiles;

namespace AwsClients.Credentials;

/// <summary>
/// A profile's credentials, made anew when one of its files was written: others renew keys in a file in place. A file that cannot be used
/// at that moment changes nothing.
/// </summary>
internal sealed class ProfileCredentials : AWSCredentials
{
    private readonly CredentialContext _context;
    private readonly Lock _lock = new();
    private SharedFiles _files;
    private AWSCredentials _current;

    private ProfileCredentials(SharedFiles files, CredentialContext context, AWSCredentials current) =>
        (_files, _context, _current) = (files, context, current);

    /// <summary>The profile's credentials; null when it describes none.</summary>
    public static ProfileCredentials? Make(Profile profile, SharedFiles files, CredentialContext context) =>
        new ProfileSource(files, context).Make(profile) is { } made ? new ProfileCredentials(files, context, made) : null;

    public override ImmutableCredentials GetCredentials() => Current().GetCredentials();

    public override Task<ImmutableCredentials> GetCredentialsAsync() => Current().GetCredentialsAsync();

    private AWSCredentials Current()
    {
        lock (_lock)
        {
            try
            {
                if (_files.ReadIfChanged() is { Profile: { } profile } changed
                    && new ProfileSource(changed, _context).Make(profile) is { } made)
                {
                    (_files, _current) = (changed, made);
                }
            }
            catch (AwsSessionException e)
            {
                _context.Log.ProfileNotReread(_files.ProfileName, e.Message);
            }

            return _current;
        }
    }
}
