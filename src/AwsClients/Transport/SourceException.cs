namespace AwsClients.Transport;

/// <summary>Something that should hand out credentials, or the region, does not. The message is complete and holds no secret.</summary>
internal sealed class SourceException(string message, bool mayPass, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>It did not answer, or not as it should, and may do so later; false when it said no.</summary>
    public bool MayPass => mayPass;
}
