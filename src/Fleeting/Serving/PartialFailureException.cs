using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Status = Grpc.Core.Status;

namespace Fleeting;

/// <summary>
/// A failure that carries what succeeded all the same, as a detail of its status. gRPC sends an answer or an error, never both; for Suspend
/// and Resume hosts look into the error.
/// </summary>
internal sealed class PartialFailureException(ProviderException failure, IMessage succeeded) : Exception(failure.Message, failure)
{
    /// <summary>The trailer in which gRPC's libraries look for a serialized <c>google.rpc.Status</c>.</summary>
    private const string Trailer = "grpc-status-details-bin";

    /// <param name="status">What the failure alone would become.</param>
    public RpcException With(Status status)
    {
        var details = new Protocol.Status { Code = (int)status.StatusCode, Message = status.Detail };
        details.Details.Add(Any.Pack(succeeded));
        return new RpcException(status, new Metadata { { Trailer, details.ToByteArray() } });
    }
}
