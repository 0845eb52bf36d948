using Amazon.Runtime.Internal;

namespace AwsClients.Transport;

/// <summary>Puts the session's handlers into the pipeline of every SDK client; they act for those of a session only.</summary>
internal sealed class SessionHandlers : IRuntimePipelineCustomizer
{
    public string UniqueName => "AwsClients.SessionHandlers";

    public void Customize(Type type, RuntimePipeline pipeline)
    {
        var retries = pipeline.Handlers.OfType<RetryHandler>().Single();
        pipeline.AddHandler(new CallLimit());
        pipeline.AddHandlerBefore<RetryHandler>(new CallIdentity());
        pipeline.AddHandlerAfter<RetryHandler>(new CallAttempt(retries.RetryPolicy));
    }
}
