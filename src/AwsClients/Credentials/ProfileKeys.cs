using Amazon.Runtime;
using AwsClients.Logging;
using AwsClients.Profiles;
using AwsClients.Transport;

namespace AwsClients.Credentials;

/// <summary>
/// A profile's credentials, made anew when one of its files was written: others renew keys in a file in place. A file that cannot be used
/// at that moment changes nothing.
/// </summary>
internal sealed class ProfileKeys : SessionKeys
{
    private readonly CredentialContext _context;
    private readonly Lock _lock = new();
    private SharedFiles _files;
    private (DateTime, DateTime) _seen;
    private SessionKeys _current;

    private ProfileKeys(SharedFiles files, CredentialContext context, SessionKeys current) =>
        (_files, _seen, _context, _current) = (files, files.WrittenWhenRead, context, current);

    public override string Name => _current.Name;

    public override string Check => _current.Check;

    /// <summary>The profile's credentials; null when it describes none.</summary>
    public static ProfileKeys? Make(Profile profile, SharedFiles files, CredentialContext context) =>
        new ProfileKeysFactory(files, context).Make(profile) is { } made ? new ProfileKeys(files, context, made) : null;

    public override Task<ImmutableCredentials> GetAsync(CancellationToken cancellationToken) => Current().GetAsync(cancellationToken);

    public override Task<ImmutableCredentials?> RenewAsync(ImmutableCredentials refused, CancellationToken cancellationToken) =>
        Current().RenewAsync(refused, cancellationToken);

    private SessionKeys Current()
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
            if (changed.Profile is { } profile && new ProfileKeysFactory(changed, _context).Make(profile) is { } made)
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
