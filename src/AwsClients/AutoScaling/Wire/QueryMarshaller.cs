using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using Amazon.Util;

namespace AwsClients.AutoScaling.Wire;

/// <summary>One operation's request in AWS's Query protocol: a form of Action, Version and the members that are set.</summary>
internal sealed class QueryMarshaller<TRequest>(string action, Action<TRequest, QueryForm> write) : IMarshaller<IRequest, AmazonWebServiceRequest>
    where TRequest : AmazonWebServiceRequest
{
    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var request = new DefaultRequest(input, "AwsClients.AutoScaling") { HttpMethod = "POST", ResourcePath = "/" };
        var form = new QueryForm(request.ParameterCollection);
        form.Add("Action", action);
        form.Add("Version", AmazonAutoScalingConfig.ApiVersion);
        write((TRequest)input, form);
        request.ContentStream = AWSSDKUtils.WriteParametersToPooledStream(request);
        return request;
    }
}
