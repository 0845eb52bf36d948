using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace GoPlugin.Rpc;

/// <summary>gRPC's metadata as HTTP's headers and back. Names that end in -bin carry bytes, in base64.</summary>
internal static class RpcMetadata
{
    public static void Write(Metadata? metadata, IHeaderDictionary headers)
    {
        foreach (var entry in metadata ?? Metadata.Empty)
        {
            // gRPC wants no padding, and takes it.
            var value = entry.IsBinary ? Convert.ToBase64String(entry.ValueBytes).TrimEnd('=') : entry.Value;
            headers[entry.Key] = StringValues.Concat(headers[entry.Key], value);
        }
    }

    /// <summary>What gRPC has a name for; HTTP allows more characters in names than gRPC.</summary>
    /// <exception cref="RpcException">A value that has to be base64 is not.</exception>
    public static Metadata Read(IHeaderDictionary headers)
    {
        var metadata = new Metadata();
        foreach (var (name, values) in headers)
        {
            if (name.Length == 0 || !name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' or '.'))
            {
                continue;
            }

            foreach (var value in values)
            {
                Add(metadata, name, value ?? "");
            }
        }

        return metadata;
    }

    private static byte[] Bytes(string name, string base64)
    {
        try
        {
            return Convert.FromBase64String(base64.PadRight((base64.Length + 3) / 4 * 4, '='));
        }
        catch (FormatException)
        {
            throw new RpcException(new Status(StatusCode.Internal, $"could not read the request: its header {name} is not base64"));
        }
    }

    private static void Add(Metadata metadata, string name, string value)
    {
        if (!name.EndsWith(Metadata.BinaryHeaderSuffix, StringComparison.OrdinalIgnoreCase))
        {
            metadata.Add(name, value);
            return;
        }

        foreach (var part in value.Split(','))
        {
            metadata.Add(name, Bytes(name, part.Trim().TrimEnd('=')));
        }
    }
}
