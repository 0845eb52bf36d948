namespace GoPlugin.Rpc;

/// <summary>Serves one call: reads the request, runs the service's code, writes the messages of the answer. The status is the caller's to write.</summary>
internal delegate Task RpcMethod(RpcCall call);
