using System.Collections.Concurrent;

namespace AwsSimulator.Signing;

/// <summary>Every key that was ever given out; an expired one stays known, as AWS tells the two apart.</summary>
internal sealed class KeyStore
{
    private readonly ConcurrentDictionary<string, AccessKey> _keys = new();

    /// <summary>All that is secret of all of them.</summary>
    public IEnumerable<string> Secrets => _keys.Values.SelectMany(key => new[] { key.Secret, key.SessionToken }).OfType<string>();

    public void Add(AccessKey key) => _keys[key.Id] = key;

    public AccessKey? Find(string id) => _keys.GetValueOrDefault(id);
}
