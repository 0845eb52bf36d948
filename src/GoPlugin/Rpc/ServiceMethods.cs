using Google.Protobuf;
using Grpc.Core;

namespace GoPlugin.Rpc;

/// <summary>
/// The methods of one service. They are named one by one instead of by the generated <c>BindService</c>, which goes through generic virtual
/// methods: a native program builds each of those anew at every start.
/// </summary>
public sealed class ServiceMethods
{
    private readonly string _service;
    private readonly Dictionary<string, RpcMethod> _methods;

    internal ServiceMethods(string service, Dictionary<string, RpcMethod> methods)
    {
        _service = service;
        _methods = methods;
    }

    /// <summary>One message in, one message out.</summary>
    /// <param name="name">As in the contract, for example <c>Init</c>.</param>
    /// <param name="request">Reads the request.</param>
    /// <param name="serve">Answers it.</param>
    public void Unary<TRequest, TResponse>(string name, MessageParser<TRequest> request, Func<TRequest, ServerCallContext, Task<TResponse>> serve)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse> =>
        Add(name, async call =>
        {
            var message = (TRequest)await call.Requests.ReadOnlyOneAsync(request).ConfigureAwait(false);
            var response = await serve(message, call).ConfigureAwait(false);
            if (call.Status.StatusCode == StatusCode.OK)
            {
                MessageWriter.Write(response, call.BeginMessage());
            }
        });

    /// <summary>One message in, a stream of messages out.</summary>
    /// <inheritdoc cref="Unary"/>
    public void ServerStreaming<TRequest, TResponse>(
        string name, MessageParser<TRequest> request, Func<TRequest, IServerStreamWriter<TResponse>, ServerCallContext, Task> serve)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse> =>
        Add(name, async call =>
        {
            var message = (TRequest)await call.Requests.ReadOnlyOneAsync(request).ConfigureAwait(false);
            await serve(message, new StreamWriter<TResponse>(call), call).ConfigureAwait(false);
        });

    /// <summary>A stream of messages in, a stream of messages out, each at its own pace.</summary>
    /// <inheritdoc cref="Unary"/>
    public void Duplex<TRequest, TResponse>(
        string name,
        MessageParser<TRequest> request,
        Func<IAsyncStreamReader<TRequest>, IServerStreamWriter<TResponse>, ServerCallContext, Task> serve)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse> =>
        Add(name, call => serve(new StreamReader<TRequest>(call, request), new StreamWriter<TResponse>(call), call));

    private void Add(string name, RpcMethod method) => _methods.Add($"/{_service}/{name}", method);
}
