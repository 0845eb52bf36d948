using Google.Protobuf.Reflection;
using GoPlugin.Rpc;
using Grpc.Core;
using Grpc.Reflection;
using V1 = Grpc.Reflection.V1;
using V1Alpha = Grpc.Reflection.V1Alpha;

namespace GoPlugin.Services;

/// <summary>
/// gRPC server reflection, for grpcurl and its like. Descriptors are loaded when somebody asks: at start they would cost time.
/// </summary>
internal sealed class LazyReflection(IReadOnlyList<Func<ServiceDescriptor>> descriptors)
{
    private readonly Lazy<ServiceDescriptor[]> _loaded = new(() => [.. descriptors.Select(load => load())]);

    /// <summary>Both generations of the service; clients ask for either.</summary>
    public void AddTo(Dictionary<string, RpcMethod> methods)
    {
        const string method = "ServerReflectionInfo";
        new ServiceMethods("grpc.reflection.v1.ServerReflection", methods).Duplex<V1.ServerReflectionRequest, V1.ServerReflectionResponse>(
            method, V1.ServerReflectionRequest.Parser, new ServiceV1(_loaded).ServerReflectionInfo);
        new ServiceMethods("grpc.reflection.v1alpha.ServerReflection", methods)
            .Duplex<V1Alpha.ServerReflectionRequest, V1Alpha.ServerReflectionResponse>(
                method, V1Alpha.ServerReflectionRequest.Parser, new ServiceV1Alpha(_loaded).ServerReflectionInfo);
    }

    private sealed class ServiceV1(Lazy<ServiceDescriptor[]> descriptors) : V1.ServerReflection.ServerReflectionBase
    {
        private readonly Lazy<ReflectionV1ServiceImpl> _service = new(() => new ReflectionV1ServiceImpl(descriptors.Value));

        public override Task ServerReflectionInfo(
            IAsyncStreamReader<V1.ServerReflectionRequest> requestStream,
            IServerStreamWriter<V1.ServerReflectionResponse> responseStream,
            ServerCallContext context) =>
            OpenStream.ServeAsync(() => _service.Value.ServerReflectionInfo(requestStream, responseStream, context));
    }

    private sealed class ServiceV1Alpha(Lazy<ServiceDescriptor[]> descriptors) : V1Alpha.ServerReflection.ServerReflectionBase
    {
        private readonly Lazy<ReflectionServiceImpl> _service = new(() => new ReflectionServiceImpl(descriptors.Value));

        public override Task ServerReflectionInfo(
            IAsyncStreamReader<V1Alpha.ServerReflectionRequest> requestStream,
            IServerStreamWriter<V1Alpha.ServerReflectionResponse> responseStream,
            ServerCallContext context) =>
            OpenStream.ServeAsync(() => _service.Value.ServerReflectionInfo(requestStream, responseStream, context));
    }
}
