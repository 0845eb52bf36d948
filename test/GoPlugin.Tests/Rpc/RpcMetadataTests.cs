using GoPlugin.Rpc;
using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace GoPlugin.Tests.Rpc;

public sealed class RpcMetadataTests
{
    [Fact]
    public void Read_NamesThatGrpcLacks_AreLeftOut()
    {
        var headers = new HeaderDictionary { [":path"] = "/a", ["x!y"] = "b", ["X-Z_1.2"] = "c" };

        Assert.Equal(("x-z_1.2", "c"), RpcMetadata.Read(headers).Select(entry => (entry.Key, entry.Value)).Single());
    }

    [Fact]
    public void Read_BytesThatAreNoBase64_AreRefusedAsTheClientsMistake()
    {
        var error = Assert.Throws<RpcException>(() => RpcMetadata.Read(new HeaderDictionary { ["x-bin"] = "AAEC, %" }));

        Assert.Equal((StatusCode.Internal, "could not read the request: its header x-bin is not base64"), (error.StatusCode, error.Status.Detail));
    }

    [Fact]
    public void Read_BytesWithAndWithoutPadding_AreTheSame()
    {
        var metadata = RpcMetadata.Read(new HeaderDictionary { ["x-bin"] = "AQ==,AQ" });

        Assert.All(metadata, entry => Assert.Equal([1], entry.ValueBytes));
    }
}
