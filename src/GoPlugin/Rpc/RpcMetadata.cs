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

    public static Metadata Read(IHeaderDictionary headers)
    {
        var metadata = new Metadata();
        foreach (var (name, values) in headers)
        {
            if (name.StartsWith(':'))
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

    private static void Add(Metadata metadata, string name, string value)
    {
        if (!name.EndsWith(Metadata.BinaryHeaderSuffix, StringComparison.OrdinalIgnoreCase))
        {
            metadata.Add(name, value);
            return;
        }

        foreach (var part in value.Split(','))
        {
            var text = part.Trim().TrimEnd('=');
            metadata.Add(name, Convert.FromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '=')));
        }
    }
}
