using System.Text;

namespace Fleeting;

/// <summary>How the host connects to an instance: the user's wishes on the way in, the whole answer on the way out.</summary>
/// <remarks>An empty string, zero or empty key means "not given". Its text form leaves the secrets out.</remarks>
public sealed record ConnectorConfig
{
    /// <summary><c>linux</c>, <c>windows</c> or <c>darwin</c>.</summary>
    public string Os { get; init; } = "";

    /// <summary>Go's name of the architecture: <c>amd64</c>, <c>arm64</c>, <c>386</c>.</summary>
    public string Arch { get; init; } = "";

    /// <summary>One of <see cref="ConnectorProtocol"/>.</summary>
    public string Protocol { get; init; } = "";

    /// <summary>The port to dial; 0 is the protocol's own.</summary>
    public long ProtocolPort { get; init; }

    public string Username { get; init; } = "";

    /// <summary>A secret.</summary>
    public string Password { get; init; } = "";

    /// <summary>A private key in PEM. A secret.</summary>
    public ReadOnlyMemory<byte> Key { get; init; }

    /// <summary>Use username, password and key as given; ask the cloud for nothing.</summary>
    public bool UseStaticCredentials { get; init; }

    /// <summary>Nanoseconds between keep-alives; 0 is the host's default (30 s).</summary>
    public long KeepaliveNanoseconds { get; init; }

    /// <summary>Nanoseconds until a connection attempt is given up; 0 is the host's default (10 min).</summary>
    public long TimeoutNanoseconds { get; init; }

    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append($"Os = {Os}, Arch = {Arch}, Protocol = {Protocol}, ProtocolPort = {ProtocolPort}, Username = {Username}, ");
        builder.Append($"UseStaticCredentials = {UseStaticCredentials}");
        return true;
    }
}
