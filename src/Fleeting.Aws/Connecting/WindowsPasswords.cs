using System.Collections.Concurrent;
using System.Text;
using Amazon.EC2.Model;
using AwsClients.Ec2;
using Fleeting.Aws.Errors;
using Fleeting.Aws.Scaling;
using Microsoft.Extensions.Logging;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Encodings;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Parameters;

namespace Fleeting.Aws.Connecting;

/// <summary>
/// The Administrator passwords of Windows instances. EC2 has one up to 15 minutes after launch (EC2 API, GetPasswordData), encrypted
/// with the key pair of the instance. All who ask for an instance share one wait, and a password once known is not asked for again.
/// </summary>
internal sealed class WindowsPasswords(GroupScope scope, GroupReader reader, IEc2 ec2, AwsCalls calls, ILogger logger, TimeProvider time)
{
    /// <summary>How long to wait for a password.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    private readonly ConcurrentDictionary<string, string> _known = new();
    private readonly ConcurrentDictionary<string, SharedCall<string>> _waits = new();

    /// <exception cref="ProviderException">There is no password in time, it does not fit the key, or AWS said no.</exception>
    public async Task<string> GetAsync(string instanceId, RsaPrivateCrtKeyParameters key, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(instanceId, out var known))
        {
            return known;
        }

        var wait = _waits.GetOrAdd(instanceId, _ => new SharedCall<string>());
        var password = await wait.JoinAsync(token => FetchAsync(instanceId, key, token), cancellationToken).ConfigureAwait(false);
        _known[instanceId] = password;
        return password;
    }

    /// <summary>Forgets the passwords of instances that are gone.</summary>
    public void KeepOnly(GroupSnapshot snapshot)
    {
        foreach (var id in _waits.Keys.Where(id => !snapshot.Instances.ContainsKey(id)))
        {
            _known.TryRemove(id, out _);
            _waits.TryRemove(id, out _);
        }
    }

    private async Task<string> FetchAsync(string instanceId, RsaPrivateCrtKeyParameters key, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            var encrypted = await AskAsync(instanceId, cancellationToken).ConfigureAwait(false);
            if (encrypted.Length > 0)
            {
                return Decrypt(instanceId, encrypted, key);
            }

            if (reader.Last?.Instances.GetValueOrDefault(instanceId) is { IsLeaving: true, LifecycleState: var state })
            {
                throw new ProviderException(
                    ProviderErrorReason.FailedPrecondition,
                    $"could not get the Windows password of {instanceId}: the instance is {state} in {scope}");
            }

            if (time.GetElapsedTime(began) + pause > Limit)
            {
                throw new ProviderException(
                    ProviderErrorReason.DeadlineExceeded,
                    $"could not get the Windows password of {instanceId}: EC2 still has none after {Limit.TotalMinutes} minutes; an image that was " +
                    "made without Sysprep never gets one, nor does an instance without a key pair: give username and password and set " +
                    "use_static_credentials in connector_config, or rebuild the image with EC2Launch");
            }

            if (pause == FirstPause)
            {
                Log.WaitingForPassword(logger, instanceId, Limit);
            }

            Log.AskingAgain(logger, instanceId, "no Windows password yet", pause);
            await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<string> AskAsync(string instanceId, CancellationToken cancellationToken)
    {
        var request = new GetPasswordDataRequest { InstanceId = instanceId };
        var response = await calls.RunAsync(
            AwsAction.GetPasswordData,
            $"get the Windows password of {instanceId} of {scope}",
            token => ec2.GetPasswordDataAsync(request, token),
            cancellationToken).ConfigureAwait(false);
        return response.PasswordData?.Trim() ?? "";
    }

    /// <summary>
    /// RSA with PKCS#1 v1.5 padding. Not by the platform's crypto: recent OpenSSL answers a wrong key with random bytes, where a user
    /// needs to be told that the key is wrong.
    /// </summary>
    private static string Decrypt(string instanceId, string encrypted, RsaPrivateCrtKeyParameters key)
    {
        try
        {
            var data = Convert.FromBase64String(encrypted);
            var cipher = new Pkcs1Encoding(new RsaBlindedEngine());
            cipher.Init(forEncryption: false, key);
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(cipher.ProcessBlock(data, 0, data.Length));
        }
        catch (Exception e) when (e is CryptoException or FormatException or ArgumentException)
        {
            // Without the inner exception: nothing of the plain text may reach a log.
            throw new ProviderException(
                ProviderErrorReason.FailedPrecondition,
                $"could not decrypt the Windows password of {instanceId}: the key of key_path in connector_config is not the private key of " +
                "the key pair that the instance was launched with");
        }
    }
}
