using Amazon.Runtime.Internal;

namespace AwsClients.Endpoints;

internal sealed class ThinServiceMetadata(string serviceId) : IServiceMetadata
{
    public string ServiceId => serviceId;

    public IDictionary<string, string> OperationNameMapping { get; } = new Dictionary<string, string>();
}
