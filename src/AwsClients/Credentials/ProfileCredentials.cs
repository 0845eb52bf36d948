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
    private (DateTime, DateTime) _seen;
    private AWSCredentials _current;

    private ProfileCredentials(SharedFiles files, CredentialContext context, AWSCredentials current) =>
        (_files, _seen, _context, _current) = (files, files.WrittenWhenRead, context, current);

    /// <summary>The profile's credentials; null when it describes none.</summary>
    public static ProfileCredentials? Make(Profile profile, SharedFiles files, CredentialContext context) =>
        new ProfileSource(files, context).Make(profile) is { } made ? new ProfileCredentials(files, context, made) : null;

    public override ImmutableCredentials GetCredentials() => Current().GetCredentials();

    public override Task<ImmutableCredentials> GetCredentialsAsync() => Current().GetCredentialsAsync();

    private AWSCredentials Current()
    {
        lock (_lock)
        {
            if (_files.Written is var written && written != _seen)
            {
                _seen = written;
                ReadAgain();
            }

            return _current;
        }
    }

    private void ReadAgain()
    {
        try
        {
            var changed = _files.ReadAgain();
            if (changed.Profile is { } profile && new ProfileSource(changed, _context).Make(profile) is { } made)
            {
                (_files, _current) = (changed, made);
            }
        }
        catch (AwsSessionException e)
        {
            _context.Log.ProfileNotReread(_files.ProfileName, e.Message);
        }
    }
}
