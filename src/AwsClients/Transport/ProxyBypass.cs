using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace AwsClients.Transport;

/// <summary>
/// NO_PROXY by the rules of Go's golang.org/x/net/http/httpproxy, which GitLab's plugin and GitLab Runner go by: names with all their
/// subdomains, with a leading dot or "*." the subdomains only, addresses, CIDR, "*", each but CIDR with a port or without. Loopback never goes
/// through a proxy. test/interop/proxy has Go's own word on it.
/// </summary>
internal sealed class ProxyBypass
{
    private readonly bool _isForAll;
    private readonly List<(string Suffix, bool MatchesItself, string Port)> _names = [];
    private readonly List<(IPAddress Address, string Port)> _addresses = [];
    private readonly List<(byte[] Prefix, int Bits)> _networks = [];

    /// <param name="list">The variable's value: entries between commas. What makes no sense is passed over, as in Go.</param>
    public ProxyBypass(string list)
    {
        foreach (var entry in list.Split(',').Select(e => e.Trim().ToLowerInvariant()).Where(e => e.Length > 0))
        {
            if (entry == "*")
            {
                _isForAll = true;
            }
            else if (Network(entry) is { } network)
            {
                _networks.Add(network);
            }
            else
            {
                Add(entry);
            }
        }
    }

    /// <summary>Whether a place is reached without a proxy.</summary>
    public bool Includes(Uri destination)
    {
        var (host, port) = (destination.IdnHost.ToLowerInvariant(), destination.Port.ToString(CultureInfo.InvariantCulture));
        if (_isForAll || host == "localhost")
        {
            return true;
        }

        return Address(host.Trim('[', ']')) is { } address
            ? IPAddress.IsLoopback(address)
                || _addresses.Exists(entry => entry.Address.Equals(address) && (entry.Port.Length == 0 || entry.Port == port))
                || _networks.Exists(network => Contains(network, address))
            : _names.Exists(name => (name.Port.Length == 0 || name.Port == port)
                && (host.EndsWith(name.Suffix, StringComparison.Ordinal) || (name.MatchesItself && host == name.Suffix[1..])));
    }

    private void Add(string entry)
    {
        var (host, port) = Split(entry);
        if (Address(host) is { } address)
        {
            _addresses.Add((address, port));
        }
        else if (host.Length > 0)
        {
            var name = host.StartsWith("*.", StringComparison.Ordinal) ? host[1..] : host;
            _names.Add(name[0] == '.' ? (Ascii(name), false, port) : (Ascii($".{name}"), true, port));
        }
    }

    private static (string Host, string Port) Split(string entry)
    {
        var colon = entry.LastIndexOf(':');
        if (colon < 0)
        {
            return (entry, "");
        }

        var (host, port) = (entry[..colon], entry[(colon + 1)..]);
        return host is ['[', .. var inner, ']'] ? (inner, port) : host.Contains(':') ? (entry, "") : (host, port);
    }

    // .NET reads "10", "010.1.2.3", brackets and zones as addresses too; Go takes them for names.
    private static IPAddress? Address(string text)
    {
        if (text.AsSpan().ContainsAny('%', '[') || !IPAddress.TryParse(text, out var address))
        {
            return null;
        }

        return address.AddressFamily == AddressFamily.InterNetwork
            ? address.ToString() == text ? address : null
            : address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
    }

    private static (byte[] Prefix, int Bits)? Network(string entry)
    {
        if (entry.Split('/') is not [var host, var length] || Address(host) is not { } address
            || !int.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var bits))
        {
            return null;
        }

        var prefix = address.GetAddressBytes();
        bits -= prefix.Length == 4 && host.Contains(':') ? 96 : 0;
        return bits >= 0 && bits <= prefix.Length * 8 ? (prefix, bits) : null;
    }

    private static bool Contains((byte[] Prefix, int Bits) network, IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        var (whole, rest) = Math.DivRem(network.Bits, 8);
        return bytes.Length == network.Prefix.Length
            && bytes.AsSpan(0, whole).SequenceEqual(network.Prefix.AsSpan(0, whole))
            && (rest == 0 || (bytes[whole] ^ network.Prefix[whole]) >> (8 - rest) == 0);
    }

    private static string Ascii(string name)
    {
        try
        {
            return $".{new IdnMapping().GetAscii(name[1..])}";
        }
        catch (ArgumentException)
        {
            return name;
        }
    }
}
