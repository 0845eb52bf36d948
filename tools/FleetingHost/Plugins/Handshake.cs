namespace FleetingHost.Plugins;

/// <summary>
/// The one line that a plugin prints on stdout, <c>CORE|APP|NETWORK|ADDRESS|grpc|CERT</c> with an optional seventh field, as go-plugin
/// reads it.
/// </summary>
internal sealed record Handshake
{
    /// <summary>go-plugin's own protocol; it has never been anything else.</summary>
    public const int CoreVersion = 1;

    /// <summary>The line itself, without its end.</summary>
    public required string Line { get; init; }

    /// <summary>The version of the plugin's protocol; fleeting has only 0.</summary>
    public required int AppVersion { get; init; }

    /// <summary><c>unix</c> or <c>tcp</c>.</summary>
    public required string Network { get; init; }

    /// <summary>A socket's path, or <c>host:port</c>.</summary>
    public required string Address { get; init; }

    /// <summary>The DER of the plugin's certificate with AutoMTLS, otherwise empty.</summary>
    public ReadOnlyMemory<byte> Certificate { get; init; }

    /// <summary>The seventh field: whether the broker is multiplexed. Null when it is not there.</summary>
    public bool? Multiplexed { get; init; }

    /// <summary>Reads the line.</summary>
    /// <exception cref="FormatException">Says which field is wrong and what was expected there.</exception>
    public static Handshake Parse(string line)
    {
        var fields = line.Trim().Split('|');
        if (fields.Length is < 6 or > 7)
        {
            throw new FormatException($"it has {fields.Length} fields, a handshake has 6 or 7");
        }

        if (fields[0] != "1")
        {
            throw new FormatException($"its core version is '{fields[0]}', this host speaks {CoreVersion}");
        }

        if (!int.TryParse(fields[1], out var appVersion))
        {
            throw new FormatException($"its protocol version '{fields[1]}' is not a number");
        }

        if (fields[2] is not ("unix" or "tcp"))
        {
            throw new FormatException($"its network is '{fields[2]}', this host speaks unix and tcp");
        }

        if (fields[4] != "grpc")
        {
            throw new FormatException($"its protocol is '{fields[4]}', this host speaks grpc");
        }

        return new Handshake
        {
            Line = line,
            AppVersion = appVersion,
            Network = fields[2],
            Address = fields[3],
            Certificate = FromRawBase64(fields[5]),
            Multiplexed = fields.Length == 7 ? ParseBool(fields[6]) : null,
        };
    }

    private static byte[] FromRawBase64(string text)
    {
        if (text.Contains('='))
        {
            throw new FormatException("its certificate is padded base64, go-plugin reads it without padding");
        }

        try
        {
            return Convert.FromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '='));
        }
        catch (FormatException)
        {
            throw new FormatException("its certificate is not base64");
        }
    }

    private static bool ParseBool(string text) => text switch
    {
        "true" => true,
        "false" => false,
        _ => throw new FormatException($"its seventh field is '{text}', not true or false"),
    };
}
