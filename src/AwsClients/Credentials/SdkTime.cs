using Amazon.Util.Internal;

namespace AwsClients.Credentials;

/// <summary>The session's clock, as the SDK's refreshing credentials want it.</summary>
internal sealed class SdkTime(TimeProvider time) : ITimeProvider
{
    public DateTime CorrectedUtcNow => time.GetUtcNow().UtcDateTime;
}
