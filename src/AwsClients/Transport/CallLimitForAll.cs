using Amazon.Runtime.Internal;

namespace AwsClients.Transport;

/// <summary>Puts <see cref="CallLimit"/> around the calls of every SDK client; it acts for those of a session only.</summary>
internal sealed class CallLimitForAll : IRuntimePipelineCustomizer
{
    public string UniqueName => "AwsClients.CallLimit";

    public void Customize(Type type, RuntimePipeline pipeline) => pipeline.AddHandler(new CallLimit());
}
