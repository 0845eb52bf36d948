using Fleeting.Errors;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Status = Grpc.Core.Status;

namespace Fleeting.Serving;

/// <summary>
/// A failure that carries what succeeded all the same, as a detail of its status. gRPC sends an answer or an error, never both; for Suspend
/// and Resume hosts look into the error.
/// </summary>
internal sealed class PartialFailureException(ProviderException failure, IMessage succeeded) : Exception(failure.Message, failure)
{
    /// <param name="status">What the failure alone would become.</param>
    public RpcException With(Status status) =>
        new Google.Rpc.Status { Code = (int)status.StatusCode, Message = status.Detail, Details = { Any.Pack(succeeded) } }.ToRpcException();
}
