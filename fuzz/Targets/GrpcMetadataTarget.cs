using System.Text;
using Fuzz.Engine;
using GoPlugin.Rpc;
using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace Fuzz.Targets;

/// <summary>
/// Headers of a call as gRPC's metadata, its timeout, and texts of statuses: metadata that are the same when they are written and read
/// again or a status that refuses them; a status's text that is plain ASCII, says the same, and fits.
/// </summary>
internal static class GrpcMetadataTarget
{
    public static Target Target { get; } = new("grpc-headers", Run)
    {
        Words = ["-bin:", "AAAA", "grpc-timeout:", "99999999H", "1n", "grpc-encoding:", ",", "=", "%", "\n"],
    };

    private static void Run(byte[] input)
    {
        var text = Encoding.UTF8.GetString(input);
        CheckText(text);
        CheckTimeout(text);
        var headers = new RawRequest(Encoding.Latin1.GetBytes("/a\n" + text)).Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.Headers;
        try
        {
            var metadata = RpcMetadata.Read(headers);
            var written = new HeaderDictionary();
            RpcMetadata.Write(metadata, written);
            Oracle.Same(Describe(metadata), Describe(RpcMetadata.Read(written)), "the metadata");
        }
        catch (RpcException)
        {
        }
    }

    private static void CheckText(string text)
    {
        var encoded = StatusText.Encode(text);
        Oracle.Holds(encoded.All(letter => letter is >= ' ' and <= '~'), "a status's text is no header");
        Oracle.Same(text, Uri.UnescapeDataString(encoded), "a status's text");
        var fit = Fleeting.Errors.StatusText.Fit(text);
        Oracle.Holds(StatusText.Encode(fit).Length <= Fleeting.Errors.StatusText.MaxBytes, "a status's text is too long for a header");
        Oracle.Holds(fit == text || StatusText.Encode(text).Length > Fleeting.Errors.StatusText.MaxBytes, "a status's text was cut for nothing");
    }

    private static void CheckTimeout(string text)
    {
        if (RpcTimeout.TryParse(text, out var timeout))
        {
            Oracle.Holds(timeout is null == (text.Length == 0) && timeout is not { Ticks: < 0 }, $"the timeout {text} is {timeout}");
        }
    }

    private static string Describe(Metadata metadata) => string.Join('|', metadata
        .Select(entry => $"{entry.Key}={(entry.IsBinary ? Convert.ToHexString(entry.ValueBytes) : entry.Value)}")
        .Order(StringComparer.Ordinal));
}
