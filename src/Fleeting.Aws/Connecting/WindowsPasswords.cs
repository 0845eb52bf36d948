using System.Collections.Concurrent;
using System.Text;
using Amazon.EC2.Model;
using AwsClients.Ec2;
using Fleeting.Aws.Calls;
using Fleeting.Aws.Configuration;
using Fleeting.Aws.Logging;
using Fleeting.Aws.Scaling;
using Fleeting.Errors;
using Microsoft.Extensions.Logging;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Encodings;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Parameters;

namespace Fleeting.Aws.Connecting;

/// <summary>
/// The Administrator passwords of Windows instances. EC2 has one up to 15 minutes after launch (EC2 API, GetPasswordData), encrypted
/// with the key pair of the instance. All who ask for an instance share one wait, which ends when the last of them leaves, and a password
/// once there is not asked for again. It is kept as it came and decrypted for each answer: a plain one that is kept for hours grows old with the
/// collector, and stays in memory long after its instance.
/// </summary>
internal sealed class WindowsPasswords(
    GroupScope scope, ConnectorSettings settings, IEc2 ec2, AwsCalls calls, ILogger logger, TimeProvider time)
{
    /// <summary>How long to wait for a password.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan _firstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _longestPause = TimeSpan.FromSeconds(15);

    private readonly ConcurrentDictionary<string, Password> _passwords = new();

    /// <exception cref="ProviderException">There is no password in time, it does not fit the key, or AWS said no.</exception>
    public async Task<string> GetAsync(string instanceId, CancellationToken cancellationToken)
    {
        var key = settings.RsaKey ?? throw NoKey(instanceId);
        var password = _passwords.GetOrAdd(instanceId, _ => new Password());
        var encrypted = password.Encrypted ??= await password.Wait.JoinAsync(token => FetchAsync(instanceId, token), cancellationToken)
            .ConfigureAwait(false);
        return Decrypt(instanceId, encrypted, key);
    }

    /// <summary>Forgets the passwords of instances that are gone; one that comes later is not kept.</summary>
    public void KeepOnly(GroupSnapshot snapshot)
    {
        foreach (var id in _passwords.Keys.Where(id => !snapshot.Instances.ContainsKey(id)))
        {
            _passwords.TryRemove(id, out _);
        }
    }

    private async Task<string> FetchAsync(string instanceId, CancellationToken cancellationToken)
    {
        var patience = new Patience(Limit, time);
        for (var pause = _firstPause; ; pause = pause * 2 < _longestPause ? pause * 2 : _longestPause)
        {
            var isLast = patience.EndsWithin(pause);
            if (await AskAsync(instanceId, isLast, cancellationToken).ConfigureAwait(false) is { Length: > 0 } encrypted)
            {
                return encrypted;
            }

            if (isLast)
            {
                throw new ProviderException(
                    ProviderErrorReason.DeadlineExceeded,
                    $"could not get the Windows password of {instanceId}: EC2 still has none after {Limit.TotalMinutes} minutes; an image that was " +
                    "made without Sysprep never gets one, nor does an instance without a key pair: give username and password and set " +
                    "use_static_credentials in connector_config, or rebuild the image with EC2Launch");
            }

            if (pause == _firstPause)
            {
                Log.WaitingForPassword(logger, instanceId, Limit);
            }

            Log.AskingAgain(logger, instanceId, "no Windows password yet", pause);
            await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <returns>Empty when there is none yet, or when AWS cannot be asked for a moment.</returns>
    private async Task<string> AskAsync(string instanceId, bool isLast, CancellationToken cancellationToken)
    {
        var request = new GetPasswordDataRequest { InstanceId = instanceId };
        try
        {
            var response = await calls.RunAsync(
                AwsAction.GetPasswordData,
                $"get the Windows password of {instanceId} of {scope}",
                token => ec2.GetPasswordDataAsync(request, token),
                cancellationToken).ConfigureAwait(false);
            return response.PasswordData?.Trim() ?? "";
        }
        catch (AwsException e) when (e.MayPass && !isLast)
        {
            return "";
        }
    }

    private ProviderException NoKey(string instanceId) => new(
        ProviderErrorReason.FailedPrecondition,
        settings.Key is null
            ? $"could not get the Windows password of {instanceId}: connector_config has no key_path; give the RSA private key of the key pair " +
              "that the instance was launched with, or a password"
            : $"could not get the Windows password of {instanceId}: the key of key_path in connector_config is {settings.Key.Algorithm}, but " +
              "Windows passwords are encrypted with RSA key pairs only; give the RSA private key that the instance was launched with");

    /// <summary>
    /// RSA with PKCS#1 v1.5 padding. Not by the platform's crypto: recent OpenSSL answers a wrong key with random bytes, where a user
    /// needs to be told that the key is wrong.
    /// </summary>
    internal static string Decrypt(string instanceId, string encrypted, RsaPrivateCrtKeyParameters key)
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

    /// <summary>What is kept of an instance: the wait, and what came of it.</summary>
    private sealed class Password
    {
        public SharedCall<string> Wait { get; } = new();

        public string? Encrypted { get; set; }
    }
}
