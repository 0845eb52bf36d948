using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace AwsClients.Endpoints;

/// <summary>The SDK's runtime pipeline with the endpoint and signing rules of a regional service.</summary>
internal abstract class ThinClient(AWSCredentials credentials, RegionalServiceConfig config) : AmazonServiceClient(credentials, config)
{
    protected sealed override IServiceMetadata ServiceMetadata => new ThinServiceMetadata(Config.ServiceId);

    protected sealed override void CustomizeRuntimePipeline(RuntimePipeline pipeline) =>
        pipeline.AddHandlerAfter<Marshaller>(new SigV4AuthHandler());
}
