namespace AwsSimulator.Cloud;

/// <summary>The addresses an instance is given.</summary>
[Flags]
public enum AddressKinds
{
    /// <summary>None at all, as an instance that is still without an interface.</summary>
    None = 0,

    /// <summary>A private IPv4 address; with sshd, one of 127.0.0.0/9 that sshd listens on.</summary>
    Private = 1,

    /// <summary>A public IPv4 address; with sshd, one of 127.128.0.0/9 that sshd listens on.</summary>
    Public = 2,

    /// <summary>An IPv6 address; with sshd, the IPv4-mapped form of the private address, since loopback has only one of its own.</summary>
    Ipv6 = 4,

    /// <summary>Both IPv4 addresses.</summary>
    PrivateAndPublic = Private | Public,
}
